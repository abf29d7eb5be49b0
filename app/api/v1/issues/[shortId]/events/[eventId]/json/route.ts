import { readStoredEvent } from "@/lib/events/read-stored-event";
import { eventParams } from "@/lib/events/schemas";
import { route } from "@/lib/http/route";

/** The stored event for people and scripts. Never sniffed: the wrapper forbids it. */
export const GET = route({ params: eventParams }, async ({ ctx, params }) => {
  const event = await readStoredEvent(ctx, params.shortId, params.eventId);
  return new Response(JSON.stringify(event, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `inline; filename="event-${event.event_id}.json"`,
    },
  });
});
