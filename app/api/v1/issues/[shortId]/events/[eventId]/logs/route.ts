import { eventParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";
import { readEventLogs } from "@/lib/logs/issues/read-event-logs";

export const GET = route({ params: eventParams }, ({ ctx, params, request }) =>
  readEventLogs(ctx, params.shortId, params.eventId, { signal: request.signal }),
);
