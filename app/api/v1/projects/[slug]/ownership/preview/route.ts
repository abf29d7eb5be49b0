import { route } from "@/lib/http/route";
import { previewOwnership } from "@/lib/ownership/preview-ownership";
import { ownershipSchema } from "@/lib/ownership/schemas";
import { projectParams } from "@/lib/projects/schemas";

export const POST = route({ params: projectParams, body: ownershipSchema }, ({ ctx, params, body }) =>
  previewOwnership(ctx, { ...params, ...body }),
);
