import { route } from "@/lib/http/route";
import { deleteLookup } from "@/lib/logs/lookups/delete-lookup";
import { previewLookup } from "@/lib/logs/lookups/preview-lookup";
import { replaceLookup } from "@/lib/logs/lookups/replace-lookup";
import { lookupParams, replaceLookupSchema } from "@/lib/logs/lookups/schemas";

export const GET = route({ params: lookupParams }, ({ ctx, params }) => previewLookup(ctx, params));

export const PUT = route({ params: lookupParams, body: replaceLookupSchema }, ({ ctx, params, body }) =>
  replaceLookup(ctx, { ...params, ...body }),
);

export const DELETE = route({ params: lookupParams }, ({ ctx, params }) => deleteLookup(ctx, params));
