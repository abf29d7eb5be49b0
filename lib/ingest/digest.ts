import type { PoolClient } from "pg";
import { pipeline, startWriting, together } from "@/lib/db/pipeline";
import { assignIssues, readLinks } from "./digest/assign-issues";
import { findProjects } from "./digest/find-projects";
import { findStored } from "./digest/find-stored";
import { insertEvents } from "./digest/insert-events";
import { lockNames } from "./digest/lock-names";
import { updateCounters } from "./digest/update-counters";
import { hourOf, type OutcomeCount } from "./outcome";
import type { PreparedEvent } from "./prepared-event";
import { writeOutcomes } from "./write-outcomes";

/**
 * `filtered`: its hash was discarded; it is counted and not stored, so the same id sent once more is filtered once more.
 * `discarded`: its project was deleted meanwhile, and with it all that was counted.
 */
export type DigestOutcome = "accepted" | "duplicate" | "filtered" | "discarded";

export interface DigestOptions {
  /** Events that an earlier try may have stored and counted: found stored, they are not counted again. */
  isRetry?: (event: PreparedEvent) => boolean;
  /** Runs at the end of the same transaction. */
  also?: (db: PoolClient, outcomes: DigestOutcome[]) => Promise<unknown>;
}

/**
 * The one transaction: stores the events, finds or makes their issues, and adds to every counter. When it returns, all
 * of it is durable. An event id counts once per project, whatever is sent twice, at once or in several processes.
 *
 * Locks are taken in one order by everyone (event ids, hashes, short-id counters, issues, counters, each sorted), so
 * that batches of several processes wait for each other but never in a circle. Queries that do not need each other's
 * answers travel together: a batch of known errors takes two round trips.
 *
 * Returns the outcome of each event, in the order given.
 */
export function digest(events: PreparedEvent[], options: DigestOptions = {}): Promise<DigestOutcome[]> {
  return pipeline(async (db) => {
    const first = firstOfEachId(events);
    const candidates = [...first.values()];
    const [, , alive, known, links] = await together([
      db.query("BEGIN"),
      lockNames(db, "event", [...first.keys()]),
      findProjects(db, candidates),
      findStored(db, candidates),
      readLinks(db, candidates),
    ]);
    const fresh = new Set(
      candidates.filter((event) => alive.has(event.projectId) && !known.has(nameOf(event))),
    );
    const writing = startWriting();
    const stored = fresh.size > 0 ? await assignIssues(db, [...fresh], links, writing) : [];
    const kept = new Set(stored.map(({ event }) => event));
    let remember: (() => void) | undefined;
    if (stored.length > 0) {
      writing.add(insertEvents(db, stored));
      remember = updateCounters(db, stored, writing);
    }
    const outcomes = events.map((event): DigestOutcome => {
      if (!alive.has(event.projectId)) return "discarded";
      if (!fresh.has(event)) return "duplicate";
      return kept.has(event) ? "accepted" : "filtered";
    });
    const isAgain = (event: PreparedEvent) => known.has(nameOf(event)) && options.isRetry?.(event) === true;
    const counts = events.flatMap((event, index) => {
      const outcome = outcomes[index];
      return outcome === undefined || outcome === "discarded" || isAgain(event)
        ? []
        : [toCount(event, outcome)];
    });
    writing.add(writeOutcomes(db, counts));
    if (options.also) {
      await writing.done();
      await options.also(db, outcomes);
    }
    writing.add(db.query("COMMIT"));
    await writing.done();
    remember?.();
    return outcomes;
  });
}

function firstOfEachId(events: PreparedEvent[]): Map<string, PreparedEvent> {
  const first = new Map<string, PreparedEvent>();
  for (const event of events) {
    const name = nameOf(event);
    if (!first.has(name)) first.set(name, event);
  }
  return first;
}

function nameOf(event: { projectId: number; eventId: string }): string {
  return `${event.projectId}/${event.eventId}`;
}

function toCount(event: PreparedEvent, outcome: Exclude<DigestOutcome, "discarded">): OutcomeCount {
  const { projectId, keyId, receivedAt } = event;
  return {
    projectId,
    keyId,
    bucket: hourOf(receivedAt.getTime()),
    category: "error",
    outcome,
    reason: outcome === "filtered" ? "discarded_hash" : "",
    quantity: 1,
  };
}
