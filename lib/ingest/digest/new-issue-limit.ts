import type { PoolClient } from "pg";
import { plainArray } from "@/lib/db/array-literal";
import { together } from "@/lib/db/pipeline";

/** What a project may still open in this minute. */
export interface Allowance {
  nextShortId: number;
  /** Issues that were asked for in this minute, granted or not. */
  asked: number;
  /** New issues per minute; null means any number. */
  limit: number | null;
  /** The limit was reached just now, for the first time in this minute. */
  isFirstBeyond: boolean;
}

/** Locks the projects' counters, in order, and reads what they may still open. */
export async function lockAllowances(db: PoolClient, projects: number[]): Promise<Map<number, Allowance>> {
  const [, answer] = await together([ensureCounters(db, projects), readCounters(db, projects)]);
  return answer;
}

async function ensureCounters(db: PoolClient, projects: number[]): Promise<void> {
  await db.query({
    name: "ensure-counters",
    text: "INSERT INTO issue_counter (project_id) SELECT * FROM unnest($1::int[]) AS t ORDER BY 1 ON CONFLICT DO NOTHING",
    values: [plainArray(projects)],
  });
}

async function readCounters(db: PoolClient, projects: number[]): Promise<Map<number, Allowance>> {
  const { rows } = await db.query<{ project_id: number; next: number; asked: number; limit: number | null }>({
    name: "lock-allowances",
    text: `SELECT c.project_id, c.next, p.new_issues_per_minute AS limit,
                  CASE WHEN c.opened_minute = date_trunc('minute', now()) THEN c.opened ELSE 0 END AS asked
             FROM issue_counter c JOIN project p ON p.id = c.project_id
            WHERE c.project_id = ANY($1::int[]) ORDER BY c.project_id FOR UPDATE OF c`,
    values: [plainArray(projects)],
  });
  return new Map(
    rows.map(({ project_id, next, asked, limit }) => [
      project_id,
      { nextShortId: next, asked, limit, isFirstBeyond: false },
    ]),
  );
}

/** How many of `wanted` new issues the project may open, noting that they were asked for. */
export function share(allowance: Allowance, wanted: number): number {
  const { asked, limit } = allowance;
  allowance.asked += wanted;
  if (limit === null) return wanted;
  allowance.isFirstBeyond = asked <= limit && allowance.asked > limit;
  return Math.min(wanted, Math.max(0, limit - asked));
}

/** Writes the counters back. */
export async function saveAllowances(db: PoolClient, allowances: Map<number, Allowance>): Promise<void> {
  const all = [...allowances];
  await db.query({
    name: "save-allowances",
    text: `UPDATE issue_counter c SET next = t.next, opened = t.opened, opened_minute = date_trunc('minute', now())
             FROM unnest($1::int[], $2::bigint[], $3::int[]) AS t (project_id, next, opened)
            WHERE c.project_id = t.project_id`,
    values: [
      plainArray(all.map(([projectId]) => projectId)),
      plainArray(all.map(([, { nextShortId }]) => nextShortId)),
      plainArray(all.map(([, { asked }]) => Math.min(asked, 2_000_000_000))),
    ],
  });
}
