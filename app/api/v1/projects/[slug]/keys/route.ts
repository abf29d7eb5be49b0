import { route } from "@/lib/http/route";
import { createKey } from "@/lib/projects/create-key";
import { listKeys } from "@/lib/projects/list-keys";
import { readBaseUrl } from "@/lib/projects/read-base-url";
import { createKeySchema, projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, async ({ ctx, params, request }) => ({
  keys: await listKeys(ctx, { ...params, baseUrl: readBaseUrl(request.headers) }),
}));

export const POST = route({ params: projectParams, body: createKeySchema }, ({ ctx, params, body }) =>
  createKey(ctx, { ...params, ...body }),
);
