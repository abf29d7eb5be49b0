import { route } from "@/lib/http/route";
import { listFacetsSchema } from "@/lib/issues/facet-schemas";
import { listFacets } from "@/lib/issues/list-facets";

export const GET = route({ query: listFacetsSchema }, ({ ctx, query }) => listFacets(ctx, query));
