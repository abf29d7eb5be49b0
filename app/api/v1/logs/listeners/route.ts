import { route } from "@/lib/http/route";
import { createListener } from "@/lib/logs/listeners/create-listener";
import { listListeners } from "@/lib/logs/listeners/list-listeners";
import { listenerSchema } from "@/lib/logs/listeners/schemas";

export const GET = route({}, ({ ctx }) => listListeners(ctx));

export const POST = route({ body: listenerSchema }, ({ ctx, body }) => createListener(ctx, body));
