import { levelName } from "@/lib/events/level";
import { decodePayload } from "@/lib/events/payload";
import { type EventSummary, summariseEvent } from "@/lib/events/summarise-event";
import type { Event } from "@/lib/protocol/event";
import { eventTags } from "@/lib/protocol/event-tags";

/** An event as a scan reads it. Without a payload only what stands in columns can be asked for. */
export type EventRecord = {
  id: string;
  receivedAt: Date;
  occurredAt: Date;
  seq: number;
  level: number;
  release: string;
  environment: string;
  userKey: string | null;
  payload?: Buffer;
};

/** The columns of an `EventRecord` but for the payload, of a table called `e`. */
export const eventColumns = `replace(e.id::text, '-', '') AS id, e.received_at AS "receivedAt",
  e.occurred_at AS "occurredAt", e.seq, e.level, e.release, e.environment, e.user_key AS "userKey"`;

/** What can be asked about one event; its payload is unpacked once, and only when somebody asks for what is in it. */
export class EventFacts {
  #event: Event | undefined;
  #tags: Map<string, string> | undefined;
  #summary: EventSummary | undefined;

  constructor(readonly record: EventRecord) {}

  get level(): string {
    return levelName(this.record.level);
  }

  get event(): Event {
    if (!this.record.payload)
      throw new Error("An event was asked for what is in its payload, which was not read.");
    this.#event ??= decodePayload(this.record.payload);
    return this.#event;
  }

  get tags(): Map<string, string> {
    this.#tags ??= new Map(eventTags(this.event));
    return this.#tags;
  }

  get summary(): EventSummary {
    this.#summary ??= summariseEvent(this.event);
    return this.#summary;
  }
}
