import type { Context } from "@/lib/context";
import { readDeadLetter } from "@/lib/dead-letters/read-dead-letter";
import { decodePayload } from "@/lib/events/payload";
import type { Event } from "@/lib/protocol/event";
import { decodeEvent } from "./spool/decode-event";

/** The event of a dead letter as it would have been stored: normalised and scrubbed. @throws NotFoundError */
export async function exportDeadLetter(
  ctx: Context,
  address: { slug: string; eventId: string },
): Promise<Event> {
  const { record } = await readDeadLetter(ctx, address);
  return decodePayload(decodeEvent(record).event.payload);
}
