import { deadLetterParams } from "@/lib/dead-letters/schemas";
import { route } from "@/lib/http/route";
import { exportDeadLetter } from "@/lib/ingest/export-dead-letter";

/** The event of a dead letter, as a file. Never sniffed: the wrapper forbids it. */
export const GET = route({ params: deadLetterParams }, async ({ ctx, params }) => {
  const event = await exportDeadLetter(ctx, params);
  return new Response(JSON.stringify(event, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="event-${params.eventId}.json"`,
    },
  });
});
