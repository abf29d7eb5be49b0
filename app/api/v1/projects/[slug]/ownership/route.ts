import { route } from "@/lib/http/route";
import { readOwnership } from "@/lib/ownership/read-ownership";
import { saveOwnership } from "@/lib/ownership/save-ownership";
import { saveOwnershipSchema } from "@/lib/ownership/schemas";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => readOwnership(ctx, params));

export const PUT = route({ params: projectParams, body: saveOwnershipSchema }, ({ ctx, params, body }) =>
  saveOwnership(ctx, { ...params, ...body }),
);
