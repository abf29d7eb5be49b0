import { route } from "@/lib/http/route";
import { createKey } from "@/lib/projects/create-key";
import { listKeys } from "@/lib/projects/list-keys";
import { createKeySchema, projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => listKeys(ctx, params));

export const POST = route({ params: projectParams, body: createKeySchema }, ({ ctx, params, body }) =>
  createKey(ctx, { ...params, ...body }),
);
