import type { PoolClient } from "pg";
import { contextOfRule, type JudgedRule } from "@/lib/alerts/rule-context";
import { compileIssues } from "@/lib/search/compile-issues";
import { matchExactly } from "@/lib/search/conditions/match-text";
import type { Scope } from "@/lib/search/conditions/scope";
import type { SearchNode } from "@/lib/search/grammar/ast";
import { listLeaves } from "@/lib/search/judge-query";
import { transaction } from "@/lib/db/transaction";
import { alertPlatform } from "@/lib/alerts/constants";
import { countEvents } from "@/lib/alerts/events/count-events";
import { TooManyEventsError, readPlan } from "@/lib/alerts/events/scan-events";
import { type Series, seriesOf } from "./count-windows";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** How long the events themselves are asked; then their hours are. */
const TIMEOUT_MS = 1_500;

/** A query over events by the minute, or, where that takes too long, by the hour; null when neither can be had. */
export async function readEventSeries(
  rule: JudgedRule,
  query: string,
  groupBy: readonly string[],
  { from, to }: { from: number; to: number },
  known?: Iterable<string>,
): Promise<{ series: Series; notes: string[] } | { series: null; notes: string[] }> {
  const stretch = { from: new Date(from), to: new Date(to) };
  try {
    const counts = await transaction(async (db) => {
      await limitTime(db);
      return countEvents(db, rule, query, groupBy, stretch);
    });
    const found = counts.map(({ minute: at, ...count }) => ({ ...count, at }));
    return { series: seriesOf(found, { from, to }, MINUTE_MS, known), notes: [] };
  } catch (error) {
    const isSlow = error instanceof Error && "code" in error && error.code === "57014";
    if (!isSlow && !(error instanceof TooManyEventsError)) throw error;
  }
  const { outer, inner } = readPlan(query);
  if (inner.type !== "all" || groupBy.length > 0 || !isOfHours(outer))
    return {
      series: null,
      notes: [
        "There are too many events to look at one by one, and hours do not tell what the query asks. Try fewer days.",
      ],
    };
  const hours = await countHours(rule, outer, stretch);
  const found = hours.map(({ bucket, quantity }) => ({ group: "", at: bucket.getTime(), quantity }));
  return {
    series: seriesOf(found, { from, to }, HOUR_MS),
    notes: [
      "Replayed by the hour, as there are too many events for minutes: what was shorter than an hour is not seen.",
    ],
  };
}

async function limitTime(db: PoolClient): Promise<void> {
  await db.query("SELECT set_config('statement_timeout', $1, true)", [String(TIMEOUT_MS)]);
}

/** The hours of an issue know its environment, and nothing else of its events. */
function isOfHours(node: SearchNode): boolean {
  const isKnown = listLeaves(node).every(
    (leaf) => leaf.type === "text" || (leaf.key.name !== "level" && leaf.key.name !== "release"),
  );
  return isKnown;
}

async function countHours(
  rule: JudgedRule,
  outer: SearchNode,
  { from, to }: { from: Date; to: Date },
): Promise<{ bucket: Date; quantity: number }[]> {
  const params: unknown[] = [rule.projectIds, from, to, alertPlatform];
  const scope: Scope = {
    now: to,
    actor: contextOfRule(rule).actor,
    bind: (value) => `$${params.push(value)}`,
    columns: {
      firstSeen: "i.first_seen",
      lastSeen: "i.last_seen",
      events: "i.event_count",
      users: "i.user_count",
    },
  };
  return transaction(async (db) => {
    await limitTime(db);
    const { rows } = await db.query<{ bucket: Date; quantity: number }>(
      `SELECT s.bucket, sum(s.count)::float8 AS quantity
         FROM project p
         JOIN issue i ON i.project_id = p.id AND i.status IN ('unresolved', 'resolved', 'archived') AND i.last_seen >= $2 AND i.platform <> $4
         JOIN issue_stat s ON s.project_id = i.project_id AND s.issue_id = i.id AND s.bucket >= $2 AND s.bucket < $3
        WHERE p.id = ANY ($1::int[]) AND ${compileHours(outer, scope)}
        GROUP BY 1`,
      params,
    );
    return rows;
  });
}

/** As over events, with the hour's own environment. */
function compileHours(node: SearchNode, scope: Scope): string {
  switch (node.type) {
    case "and":
    case "or":
      return `(${node.children.map((child) => compileHours(child, scope)).join(node.type === "and" ? " AND " : " OR ")})`;
    case "not":
      return `NOT ${compileHours(node.child, scope)}`;
    case "filter": {
      if (node.key.scope !== "field" || node.key.name !== "environment") return compileIssues(node, scope);
      const condition = matchExactly("s.environment", node.values, scope);
      return node.isNegated ? `NOT (${condition})` : condition;
    }
    default:
      return compileIssues(node, scope);
  }
}
