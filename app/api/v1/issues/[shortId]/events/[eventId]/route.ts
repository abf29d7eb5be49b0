import { readEvent } from "@/lib/events/read-event";
import { eventParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";

export const GET = route({ params: eventParams }, ({ ctx, params }) =>
  readEvent(ctx, params.shortId, params.eventId),
);
