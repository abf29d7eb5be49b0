import { setImmediate } from "node:timers/promises";
import type { PoolClient } from "pg";
import { alertPlatform } from "@/lib/alerts/constants";
import { contextOfRule, type JudgedRule } from "@/lib/alerts/rule-context";
import { eventColumns, EventFacts, type EventRecord } from "@/lib/events/search/event-facts";
import { matchEvent } from "@/lib/events/search/match-event";
import type { Scope } from "@/lib/search/conditions/scope";
import { compileEvents } from "./compile-events";
import { type EventPlan, planEventQuery } from "./plan-query";

/** A stretch of time, without its end. */
export interface Stretch {
  from: Date;
  to: Date;
}

/** Events that are read one by one for one check, at most. */
export const insideLimit = 10_000;
const PORTION = 200;

/** Events whose insides would have to be read are too many: the rule says so. */
export class TooManyEventsError extends Error {
  constructor() {
    super(
      `More than ${insideLimit} events had to be read for their tags. Ask for less by environment, release, level or words, or take a shorter window.`,
    );
  }
}

/** A query that was read, of a rule. @throws Error for one that cannot be used (it was saved by another version) */
export function readPlan(query: string): EventPlan {
  const { plan, faults } = planEventQuery(query);
  if (faults[0]) throw new Error(faults[0].message);
  return plan;
}

/** Whether events have to be read one by one: for the query, or for a field. */
export function isScanned(plan: EventPlan, fields: readonly (string | null)[]): boolean {
  return plan.inner.type !== "all" || fields.some((column) => column === null);
}

/**
 * FROM and WHERE for the events of a rule's projects in a stretch that the outer part of a query finds: of issues that had
 * any since, each by its index. What rules themselves opened is left out.
 */
export function selectEvents(
  rule: JudgedRule,
  plan: EventPlan,
  { from, to }: Stretch,
  columns: readonly string[] = [],
): { sql: string; params: unknown[]; bind: Scope["bind"] } {
  const params: unknown[] = [rule.projectIds, from, to, alertPlatform];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const scope: Scope = {
    now: to,
    actor: contextOfRule(rule).actor,
    bind,
    columns: {
      firstSeen: "i.first_seen",
      lastSeen: "i.last_seen",
      events: "i.event_count",
      users: "i.user_count",
    },
  };
  const condition = compileEvents(plan.outer, scope);
  const own = [
    "id",
    "project_id",
    "received_at",
    "occurred_at",
    "seq",
    "level",
    "release",
    "environment",
    "user_key",
    ...columns,
  ];
  const sql = `
     FROM project p
     JOIN issue i ON i.project_id = p.id AND i.status IN ('unresolved', 'resolved', 'archived') AND i.last_seen >= $2 AND i.platform <> $4
    CROSS JOIN LATERAL (
      SELECT ${own.map((name) => `v.${name}`).join(", ")} FROM event v
       WHERE v.project_id = i.project_id AND v.issue_id = i.id AND v.received_at >= $2 AND v.received_at < $3 OFFSET 0) AS e
    WHERE p.id = ANY ($1::int[]) AND ${condition}`;
  return { sql, params, bind };
}

/**
 * The events that a query finds, with some columns beside, in portions; those whose insides are asked for are read one by
 * one. To be called within a transaction.
 * @throws TooManyEventsError
 */
export async function* scanEvents(
  db: PoolClient,
  rule: JudgedRule,
  plan: EventPlan,
  stretch: Stretch,
  columns: readonly string[],
): AsyncGenerator<{ facts: EventFacts; columns: string[] }[]> {
  const { sql, params } = selectEvents(rule, plan, stretch, ["payload"]);
  const extra = columns.map((column, place) => `${column} AS c${place}`);
  await db.query(
    `DECLARE scanned NO SCROLL CURSOR FOR SELECT ${[eventColumns, "e.payload", ...extra].join(", ")} ${sql}`,
    params,
  );
  let looked = 0;
  for (let found = PORTION; found === PORTION; ) {
    const { rows } = await db.query<EventRecord & Record<string, string>>(`FETCH ${PORTION} FROM scanned`);
    found = rows.length;
    looked += found;
    if (looked > insideLimit) throw new TooManyEventsError();
    yield rows.flatMap((row) => {
      const facts = new EventFacts(row);
      return isMatch(plan, facts, stretch.to)
        ? [{ facts, columns: columns.map((_, place) => row[`c${place}`] ?? "") }]
        : [];
    });
    await setImmediate();
  }
  await db.query("CLOSE scanned");
}

/** One that cannot be read matches nothing. */
function isMatch({ inner }: EventPlan, facts: EventFacts, now: Date): boolean {
  try {
    return facts.event !== null && matchEvent(inner, facts, now);
  } catch {
    return false;
  }
}
