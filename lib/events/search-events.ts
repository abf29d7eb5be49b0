import { setImmediate } from "node:timers/promises";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { InvalidInputError } from "@/lib/errors";
import { levelName } from "./level";
import { type IssueLocation, locateIssue } from "./locate-issue";
import {
  type EventSearch,
  type EventTablePage,
  type EventTableRow,
  eventPageLimit,
  searchedEvents,
} from "./schemas";
import { EventFacts, type EventRecord } from "./search/event-facts";
import { matchEvent } from "./search/match-event";
import { type EventQuery, readEventQuery } from "./search/read-event-query";
import { type EventPlace, readPayloads, scanEvents } from "./search/scan-events";

/** Events of one look: few enough that unpacking them keeps nobody waiting. */
const PORTION = 100;

/** A place, and how many events were looked at before it. */
type Place = EventPlace & { looked: number };

/**
 * The events of an issue that fit a query, newest first, 50 to a page, with the values of the chosen tags. A query is
 * answered from the newest 5,000 events; without one the list goes on to the oldest.
 * @throws NotFoundError for an unknown issue
 * @throws InvalidInputError for a cursor that no page gave
 */
export async function searchEvents(
  ctx: Context,
  shortId: string,
  { query: text, cursor, columns }: EventSearch,
  now: Date = new Date(),
): Promise<EventTablePage> {
  authorize(ctx, "event:read");
  const issue = await locateIssue(ctx, shortId);
  const after = cursor === undefined ? null : readCursor(cursor);
  const query = await readEventQuery(text, issue);
  if (query.isHopeless) return { rows: [], nextCursor: null, looked: 0, isCut: false, query: query.report };
  const { found, next, looked, isCut } = await findPage(issue, query, after, now);
  const records = await readPayloads(issue, found);
  return {
    rows: records.map((record) => toRow(new EventFacts(record), columns)),
    nextCursor: next ? `${next.receivedAt.getTime()}-${next.seq}-${next.looked}` : null,
    looked,
    isCut,
    query: query.report,
  };
}

/** Looks portion by portion, until the page is full, the events end, or enough were looked at. */
async function findPage(issue: IssueLocation, query: EventQuery, after: Place | null, now: Date) {
  const found: EventRecord[] = [];
  let place: Place | null = after;
  for (;;) {
    const looked = place?.looked ?? 0;
    const left = query.isEmpty ? PORTION : Math.min(PORTION, searchedEvents - looked);
    if (left <= 0) return { found, next: null, looked, isCut: true };
    const records = await scanEvents(issue, place, { limit: left, withPayload: query.needsPayload });
    for (const [index, record] of records.entries()) {
      if (found.length === eventPageLimit && place)
        return { found, next: place, looked: place.looked, isCut: false };
      if (query.isEmpty || matchEvent(query.ast, new EventFacts(record), now)) found.push(record);
      place = { receivedAt: record.receivedAt, seq: record.seq, looked: looked + index + 1 };
    }
    if (records.length < left) return { found, next: null, looked: place?.looked ?? 0, isCut: false };
    await setImmediate();
  }
}

function toRow(facts: EventFacts, columns: readonly string[]): EventTableRow {
  const { id, receivedAt, occurredAt, level, release, environment, userKey } = facts.record;
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    occurredAt: occurredAt.toISOString(),
    level: levelName(level),
    release: release || null,
    environment: environment || null,
    user: userKey,
    ...facts.summary,
    tags: columns.map((name) => facts.tags.get(name) ?? null),
  };
}

/** Ten thousand years of milliseconds and two counters: whole numbers, harmless. */
function readCursor(cursor: string): Place {
  const [, milliseconds, seq, looked] = /^(\d{1,14})-(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (milliseconds === undefined) {
    throw new InvalidInputError("This list cannot be continued from here. Open it again.", {
      cursor: "Not a place in this list.",
    });
  }
  return { receivedAt: new Date(Number(milliseconds)), seq: Number(seq), looked: Number(looked) };
}
