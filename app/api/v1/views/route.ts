import { route } from "@/lib/http/route";
import { createView } from "@/lib/views/create-view";
import { listViews } from "@/lib/views/list-views";
import { createViewSchema, listViewsQuery } from "@/lib/views/schemas";

export const GET = route({ query: listViewsQuery }, ({ ctx, query }) => listViews(ctx, query));

export const POST = route({ body: createViewSchema }, ({ ctx, body }) => createView(ctx, body));
