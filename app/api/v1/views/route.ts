import { route } from "@/lib/http/route";
import { createView } from "@/lib/views/create-view";
import { listViews } from "@/lib/views/list-views";
import { createViewSchema } from "@/lib/views/schemas";

export const GET = route({}, ({ ctx }) => listViews(ctx));

export const POST = route({ body: createViewSchema }, ({ ctx, body }) => createView(ctx, body));
