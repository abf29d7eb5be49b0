import { ConflictError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { receive } from "@/lib/ingest/receive";
import { buildSampleEvent } from "@/lib/projects/build-sample-event";
import { locateEvent } from "@/lib/projects/locate-event";
import { projectParams, sampleEventSchema } from "@/lib/projects/schemas";

/** Sends an event to our own ingest door, as a client would, and says where it ended up. */
export const POST = route(
  { params: projectParams, body: sampleEventSchema },
  async ({ ctx, params, body }) => {
    const sample = await buildSampleEvent(ctx, { ...params, ...body });
    const answer = await receive({
      method: "POST",
      path: sample.path,
      query: new URLSearchParams(),
      headers: sample.headers,
      body: chunks(sample.body),
    });
    if (answer.status !== 200) {
      throw new ConflictError(
        `The sample event was refused with ${answer.status}. Nothing was stored. Try again in a moment.`,
      );
    }
    return (
      (await locateEvent(ctx, { ...params, eventId: sample.eventId })) ?? {
        shortId: null,
        eventId: sample.eventId,
      }
    );
  },
);

async function* chunks(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
