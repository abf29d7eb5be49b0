import type { PoolClient } from "pg";
import { transaction } from "@/lib/db/transaction";
import { assignIssues } from "./digest/assign-issues";
import { findStored } from "./digest/find-stored";
import { insertEvents } from "./digest/insert-events";
import { lockNames } from "./digest/lock-names";
import { updateCounters } from "./digest/update-counters";
import { hourOf, type OutcomeCount, type OutcomeName } from "./outcome";
import type { PreparedEvent } from "./prepared-event";
import { writeOutcomes } from "./write-outcomes";

export type DigestOutcome = Extract<OutcomeName, "accepted" | "duplicate">;

/**
 * The one transaction: stores the events, finds or makes their issues, and adds to every counter. When it returns, all
 * of it is durable. An event id counts once per project, whatever is sent twice, at once or in several processes.
 *
 * Locks are taken in one order by everyone (event ids, hashes, short-id counters, issues, counters, each sorted), so
 * that batches of several processes wait for each other but never in a circle.
 *
 * Returns the outcome of each event, in the order given.
 */
export async function digest(events: PreparedEvent[]): Promise<DigestOutcome[]> {
  return transaction(async (db) => {
    const fresh = await leaveOutDuplicates(db, events);
    if (fresh.size > 0) {
      const stored = await assignIssues(db, [...fresh]);
      await insertEvents(db, stored);
      await updateCounters(db, stored);
    }
    await writeOutcomes(
      db,
      events.map((event) => toCount(event, fresh.has(event) ? "accepted" : "duplicate")),
    );
    return events.map((event) => (fresh.has(event) ? "accepted" : "duplicate"));
  });
}

async function leaveOutDuplicates(db: PoolClient, events: PreparedEvent[]): Promise<Set<PreparedEvent>> {
  const first = new Map<string, PreparedEvent>();
  for (const event of events) {
    const name = nameOf(event);
    if (!first.has(name)) first.set(name, event);
  }
  await lockNames(db, "event", [...first.keys()]);
  for (const stored of await findStored(db, [...first.values()])) first.delete(stored);
  return new Set(first.values());
}

function nameOf(event: { projectId: number; eventId: string }): string {
  return `${event.projectId}/${event.eventId}`;
}

function toCount(event: PreparedEvent, outcome: DigestOutcome): OutcomeCount {
  const { projectId, keyId, receivedAt } = event;
  return {
    projectId,
    keyId,
    bucket: hourOf(receivedAt.getTime()),
    category: "error",
    outcome,
    reason: "",
    quantity: 1,
  };
}
