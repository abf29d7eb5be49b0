import type { PoolClient } from "pg";
import { alertPlatform } from "@/lib/alerts/constants";
import { reasonFor } from "@/lib/alerts/judge/read-fact";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { SweepContext } from "@/lib/retention/sweep-context";
import { type IssueRule, readIssueRules } from "./issue-rules";
import { matchIssues } from "./match-issues";
import { tellAssignee } from "./tell-assignee";
import { tellIssue } from "./tell-issue";

/** Facts of one project that are looked at before the next one has its turn. */
const PORTION = 100;
/** A new issue waits so long for the owner whom the rules of its project name. */
const OWNER_MS = 10_000;

/** A row of the outbox. */
interface FactRow {
  projectId: number;
  id: number;
  kind: string;
  issueId: number;
  createdAt: Date;
}

/**
 * Tells what happened to issues since the last look, as the rules of their projects want it. Each fact is one transaction with
 * the mark that it was judged, so that any number of processes can be at it, and one that is killed leaves nothing half told.
 * `failed` hears of those
 * that could not be judged, which are tried again with the next call. Returns how many facts were judged here.
 */
export async function judgeFacts(
  { now, signal }: SweepContext,
  failed: (error: Error) => void = rethrow,
): Promise<number> {
  let judged = 0;
  let after: { projectId: number; id: number }[] = [];
  for (let found = PORTION; found >= PORTION && !signal.aborted; ) {
    const facts = await readFacts(now, after);
    found = facts.length;
    // A fact that could not be judged is left for the next round, and must not be met again in this one.
    after = lastOf(facts, after);
    const rules = await readIssueRules([...new Set(facts.map(({ projectId }) => projectId))]);
    const [idle, others] = split(facts, (fact) => !isForSomebody(fact, rules.get(fact.projectId) ?? []));
    judged += await settle(idle);
    for (const fact of others) {
      if (signal.aborted) return judged;
      try {
        if (await judge(fact, rules.get(fact.projectId) ?? [], now)) judged++;
      } catch (error) {
        failed(error as Error);
      }
    }
  }
  return judged;
}

function rethrow(error: Error): never {
  throw error;
}

async function readFacts(now: Date, after: readonly { projectId: number; id: number }[]): Promise<FactRow[]> {
  const { rows } = await pool().query<FactRow>(
    `SELECT n.project_id AS "projectId", n.id, n.kind, n.issue_id AS "issueId", n.created_at AS "createdAt"
       FROM project p
       LEFT JOIN unnest($2::int[], $3::bigint[]) AS seen (project_id, id) ON seen.project_id = p.id
      CROSS JOIN LATERAL (
            SELECT o.* FROM outbox o
             WHERE o.project_id = p.id AND NOT o.is_judged AND o.id > coalesce(seen.id, 0)
               AND NOT (o.kind = 'new_issue' AND NOT o.is_owner_sought AND p.is_auto_assigning
                        AND o.created_at >= p.auto_assigning_since AND o.created_at > $1)
             ORDER BY o.id LIMIT ${PORTION}) AS n
      ORDER BY n.id`,
    [new Date(now.getTime() - OWNER_MS), after.map(({ projectId }) => projectId), after.map(({ id }) => id)],
  );
  return rows;
}

function lastOf(
  facts: readonly FactRow[],
  before: readonly { projectId: number; id: number }[],
): { projectId: number; id: number }[] {
  const last = new Map(before.map(({ projectId, id }) => [projectId, id]));
  for (const { projectId, id } of facts) last.set(projectId, Math.max(id, last.get(projectId) ?? 0));
  return [...last].map(([projectId, id]) => ({ projectId, id }));
}

function split<T>(all: readonly T[], is: (one: T) => boolean): [yes: T[], no: T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}

/** The dearest question comes last: most facts are for nobody. */
function isForSomebody({ kind }: FactRow, rules: readonly IssueRule[]): boolean {
  if (kind === "assigned") return true;
  return rules.some(({ definition: { condition } }) =>
    [true, false].some(
      (isEscalation) => reasonFor(condition.triggers, { kind, isEscalation, priority: 100 }) !== null,
    ),
  );
}

async function settle(facts: readonly FactRow[]): Promise<number> {
  if (facts.length === 0) return 0;
  const { rowCount } = await pool().query(
    `UPDATE outbox SET is_judged = true
      WHERE (project_id, id) IN (
              SELECT o.project_id, o.id FROM unnest($1::int[], $2::bigint[]) AS t (project_id, id)
                JOIN outbox o ON o.project_id = t.project_id AND o.id = t.id AND NOT o.is_judged
               ORDER BY o.project_id, o.id FOR UPDATE OF o SKIP LOCKED)`,
    [facts.map(({ projectId }) => projectId), facts.map(({ id }) => id)],
  );
  return rowCount ?? 0;
}

/** False when somebody else is at it, or was. A merge may have brought the fact to another issue since it was read. */
async function judge(fact: FactRow, rules: readonly IssueRule[], now: Date): Promise<boolean> {
  return transaction(async (db) => {
    const { rows } = await db.query<{ issueId: number }>(
      `UPDATE outbox SET is_judged = true
        WHERE (project_id, id) IN (SELECT project_id, id FROM outbox
                                    WHERE project_id = $1 AND id = $2 AND NOT is_judged FOR UPDATE SKIP LOCKED)
       RETURNING issue_id AS "issueId"`,
      [fact.projectId, fact.id],
    );
    const issueId = rows[0]?.issueId;
    if (issueId === undefined) return false;
    await tellAll(db, { ...fact, issueId }, rules, now);
    return true;
  });
}

async function tellAll(db: PoolClient, fact: FactRow, rules: readonly IssueRule[], now: Date): Promise<void> {
  const { projectId, id, issueId, kind, createdAt } = fact;
  const known = await readIssue(db, fact);
  if (!known) return;
  for (const rule of rules) {
    const { condition } = rule.definition;
    const reason = reasonFor(condition.triggers, { kind, ...known });
    // What a rule opened is told by that rule.
    if (reason === null || (known.platform === alertPlatform && reason !== "assigned")) continue;
    const [match] = await matchIssues(db, rule, projectId, [issueId], now);
    if (match === undefined) continue;
    await tellIssue(
      db,
      rule,
      { projectId, issueId, reason, seen: null, cause: `${projectId}/${id}`, at: createdAt },
      now,
    );
  }
  if (kind === "assigned") await tellAssignee(db, fact, now);
}

async function readIssue(
  db: PoolClient,
  { projectId, issueId }: FactRow,
): Promise<{ platform: string; priority: number; isEscalation: boolean } | undefined> {
  const { rows } = await db.query<{ platform: string; priority: number; isEscalation: boolean }>(
    `SELECT i.platform, i.priority,
            coalesce((SELECT a.data->'reason'->>'type' FROM issue_activity a
                       WHERE a.project_id = i.project_id AND a.issue_id = i.id AND a.kind = 'escalated'
                       ORDER BY a.id DESC LIMIT 1) = 'escalating', false) AS "isEscalation"
       FROM issue i WHERE i.project_id = $1 AND i.id = $2 AND i.status <> 'merged'`,
    [projectId, issueId],
  );
  return rows[0];
}
