import { route } from "@/lib/http/route";
import { createLookup } from "@/lib/logs/lookups/create-lookup";
import { listLookups } from "@/lib/logs/lookups/list-lookups";
import { createLookupSchema } from "@/lib/logs/lookups/schemas";
import { projectParams } from "@/lib/projects/schemas";

export const GET = route({ params: projectParams }, ({ ctx, params }) => listLookups(ctx, params));

export const POST = route({ params: projectParams, body: createLookupSchema }, ({ ctx, params, body }) =>
  createLookup(ctx, { ...params, ...body }),
);
