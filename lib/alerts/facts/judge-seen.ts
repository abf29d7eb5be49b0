import type { PoolClient } from "pg";
import { alertPlatform } from "@/lib/alerts/constants";
import type { IssueCondition } from "@/lib/alerts/schemas";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { SweepContext } from "@/lib/retention/sweep-context";
import type { IssueRule } from "./issue-rules";
import { teamsColumn } from "@/lib/alerts/rule-context";
import { ruleColumns } from "@/lib/alerts/rule-row";
import { matchIssues } from "./match-issues";
import { tellIssue } from "./tell-issue";

const MINUTE_MS = 60_000;
/** How often it is looked. */
const LOOK_MS = 5_000;
/** What was received may be stored later: so far back it is looked again. */
const OVERLAP_MS = 60_000;
/** Issues of a look, those with the newest events first. */
const MOST_ISSUES = 500;
/** So many single events of a window are counted at most. */
const MOST_EVENTS = 100_000;

type Seen = NonNullable<IssueCondition["seen"]>;

/**
 * Tells of issues that were seen so often, or by so many, within a window, as rules want it: looks at those that had events
 * since the last look. An issue is told again when the window, and the throttle, are over. One process is at a rule at a
 * time, and the place that it has looked up to moves with what was told. Returns how many rules were looked at here.
 */
export async function judgeSeen(
  { now, signal }: SweepContext,
  failed: (error: Error) => void = rethrow,
): Promise<number> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM alert_rule WHERE is_enabled AND kind = 'issue' AND ${ASKS} AND ${isDue("$1")} ORDER BY id`,
    [new Date(now.getTime() - LOOK_MS)],
  );
  let looked = 0;
  for (const { id } of rows) {
    if (signal.aborted) break;
    try {
      if (await look(id, now)) looked++;
    } catch (error) {
      failed(error as Error);
    }
  }
  return looked;
}

const ASKS = "definition->'condition'->'triggers' ? 'seen'";
const isDue = (before: string) => `(evaluated_until IS NULL OR evaluated_until <= ${before})`;

function rethrow(error: Error): never {
  throw error;
}

function look(id: string, now: Date): Promise<boolean> {
  return transaction(async (db) => {
    const { rows } = await db.query<IssueRule>(
      `SELECT ${ruleColumns}, ${teamsColumn} FROM alert_rule r
        WHERE r.id = $1 AND r.is_enabled AND ${ASKS} AND ${isDue("$2")} FOR NO KEY UPDATE OF r SKIP LOCKED`,
      [id, new Date(now.getTime() - LOOK_MS)],
    );
    const rule = rows[0];
    if (!rule) return false;
    const { seen } = rule.definition.condition;
    // In order of project, as everybody who tells of several.
    for (const projectId of rule.projectIds.toSorted((a, b) => a - b))
      if (seen) await lookAt(db, rule, projectId, seen, now);
    await db.query("UPDATE alert_rule SET evaluated_until = $2 WHERE id = $1", [id, now]);
    return true;
  });
}

async function lookAt(
  db: PoolClient,
  rule: IssueRule,
  projectId: number,
  seen: Seen,
  now: Date,
): Promise<void> {
  const { count, of, withinMinutes } = seen;
  const since = new Date(
    Math.min(rule.evaluatedUntil?.getTime() ?? now.getTime(), now.getTime()) - OVERLAP_MS,
  );
  const rest = Math.max(withinMinutes, rule.definition.throttle.minutes) * MINUTE_MS;
  const { rows } = await db.query<{ id: number; quantity: number }>(
    `SELECT c.id, q.quantity FROM (
       SELECT i.project_id, i.id FROM issue i
        WHERE i.project_id = $1 AND i.status = 'unresolved' AND i.last_seen >= $2 AND i.platform <> $3
          AND CASE WHEN $4 THEN i.user_count ELSE i.event_count END >= $5
          AND NOT EXISTS (SELECT FROM notification n
                           WHERE n.project_id = $1 AND n.created_at > $6 AND n.rule_id = $7 AND n.issue_id = i.id
                             AND n.facts->>'reason' = 'seen')
        ORDER BY i.last_seen DESC LIMIT ${MOST_ISSUES}) AS c
      CROSS JOIN LATERAL (SELECT CASE WHEN $4 THEN ${USERS} ELSE ${EVENTS} END AS quantity) AS q
      WHERE q.quantity >= $5 ORDER BY c.id`,
    [
      projectId,
      since,
      alertPlatform,
      of === "users",
      count,
      new Date(now.getTime() - rest),
      rule.id,
      new Date(now.getTime() - withinMinutes * MINUTE_MS),
    ],
  );
  const found = new Map(rows.map(({ id, quantity }) => [id, quantity]));
  for (const issueId of await matchIssues(db, rule, projectId, [...found.keys()], now)) {
    const told = { count: found.get(issueId) ?? count, of, withinMinutes };
    const cause = `${projectId}/${issueId}/${now.getTime()}`;
    await tellIssue(db, rule, { projectId, issueId, reason: "seen", seen: told, cause, at: now }, now);
  }
}

/** SQL: events of the issue `c` since `$8`: whole hours by their counter, what is before them one by one. */
const EVENTS = `(
  (SELECT coalesce(sum(s.count), 0) FROM issue_stat s
    WHERE s.project_id = c.project_id AND s.issue_id = c.id AND s.bucket >= date_trunc('hour', $8::timestamptz) + interval '1 hour')
  + (SELECT count(*) FROM (
       SELECT FROM event e WHERE e.project_id = c.project_id AND e.issue_id = c.id AND e.received_at >= $8
          AND e.received_at < date_trunc('hour', $8::timestamptz) + interval '1 hour' LIMIT ${MOST_EVENTS}) AS part))::int`;

const USERS = `(SELECT count(DISTINCT part.user_key) FROM (
  SELECT e.user_key FROM event e WHERE e.project_id = c.project_id AND e.issue_id = c.id AND e.received_at >= $8
   ORDER BY e.received_at DESC, e.seq DESC LIMIT ${MOST_EVENTS}) AS part)::int`;
