import { randomUUID } from "node:crypto";
import { canonicalEventId } from "@/lib/protocol/canonical-event-id";
import type { Source } from "./source";

/** The id given by the envelope, else the event's own, else a new one. */
export function readEventId(event: Source, given: string | undefined): string {
  const sent = event.get("event_id");
  const own = canonicalEventId(sent);
  if (given !== undefined) {
    if (own !== null && own !== given) event.drop("event_id", "The id of the envelope is used instead.", own);
    return given;
  }
  if (own === null && sent !== undefined)
    event.drop("event_id", "This is not a UUID: a new id was made.", sent);
  return own ?? randomUUID().replaceAll("-", "");
}
