import { route } from "@/lib/http/route";
import { pinViews } from "@/lib/views/pin-views";
import { pinViewsSchema } from "@/lib/views/schemas";

/** The tabs of the person who asks, all at once. */
export const PUT = route({ body: pinViewsSchema }, ({ ctx, body }) => pinViews(ctx, body));
