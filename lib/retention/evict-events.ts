import { pool } from "@/lib/db/pool";
import { lowerStoredCounts } from "./lower-stored-counts";
import { chooseKept, keepLevel, type StoredGroup } from "./plan-eviction";
import type { ProjectRetention } from "./read-retention";
import type { SweepContext } from "./sweep-context";

/** Down to this part of the maximum, so that not every hour brings the next eviction. */
const TARGET = 0.95;
/** Keys of events that are read at a time: several issues together, or a part of a noisy one. */
const READ = 20_000;
const BATCH = 1_000;
const DAY_MS = 86_400_000;

interface Found {
  id: string;
  issueId: number;
  receivedAt: Date;
  seq: number;
}

/** Thins out the projects that store more events than they may; see plan-eviction.ts for what stays. Returns how many went. */
export async function evictEvents(projects: ProjectRetention[], context: SweepContext): Promise<number> {
  let evicted = 0;
  for (const { id, maxEvents } of projects) {
    const groups = await readGroups(id);
    const stored = groups.reduce((sum, group) => sum + group.stored * group.issues, 0);
    if (stored <= maxEvents) continue;
    const level = keepLevel(groups, Math.floor(maxEvents * TARGET));
    const { rows } = await pool().query<{ id: number; stored: number }>(
      `SELECT id, stored_count AS stored FROM issue WHERE project_id = $1 AND stored_count > $2 AND status <> 'merged'
        ORDER BY stored_count DESC`,
      [id, level],
    );
    for (const issues of shareOut(rows)) {
      if (context.signal.aborted) break;
      evicted +=
        issues.length === 1
          ? await thinOutPaged(id, issues[0] as number, level, context)
          : await thinOutTogether(id, issues, level, context);
    }
  }
  return evicted;
}

async function readGroups(projectId: number): Promise<StoredGroup[]> {
  const { rows } = await pool().query<StoredGroup>(
    "SELECT stored_count AS stored, count(*) AS issues FROM issue WHERE project_id = $1 AND status <> 'merged' GROUP BY 1",
    [projectId],
  );
  return rows;
}

/** Issues whose events may be read together: a query over all days costs more than the few rows of one quiet issue. */
function shareOut(issues: { id: number; stored: number }[]): number[][] {
  const shares: number[][] = [];
  let room = 0;
  for (const { id, stored } of issues) {
    if (stored > room) {
      shares.push([]);
      room = READ;
    }
    shares.at(-1)?.push(id);
    room -= stored;
  }
  return shares;
}

async function thinOutTogether(
  projectId: number,
  issues: number[],
  level: number,
  context: SweepContext,
): Promise<number> {
  const { rows } = await pool().query<Found>(
    `SELECT id, issue_id AS "issueId", received_at AS "receivedAt", seq FROM event
      WHERE project_id = $1 AND issue_id = ANY($2::bigint[]) ORDER BY issue_id, received_at, seq`,
    [projectId, issues],
  );
  const surplus: Found[] = [];
  for (let start = 0; start < rows.length; ) {
    let end = start;
    while (rows[end]?.issueId === rows[start]?.issueId) end++;
    const own = rows.slice(start, end);
    start = end;
    if (own.length <= level) continue;
    const isKept = chooseKept({
      count: own.length,
      firstMs: timeOf(own[0]),
      lastMs: timeOf(own.at(-1)),
      level,
    });
    surplus.push(...own.filter((event) => !isKept(timeOf(event))));
  }
  return remove(projectId, surplus, context);
}

/** Reads the keys of an issue's events from the oldest on, and removes of each page what need not stay. */
async function thinOutPaged(
  projectId: number,
  issueId: number,
  level: number,
  context: SweepContext,
): Promise<number> {
  const { rows } = await pool().query<{ count: number; first: Date | null; last: Date | null }>(
    `SELECT count(*) AS count, min(received_at) AS first, max(received_at) AS last
       FROM event WHERE project_id = $1 AND issue_id = $2`,
    [projectId, issueId],
  );
  const { count = 0, first, last } = rows[0] ?? {};
  if (!first || !last || count <= level) return 0;
  const isKept = chooseKept({ count, firstMs: first.getTime(), lastMs: last.getTime(), level });
  let evicted = 0;
  let from: { receivedAt: Date; seq: number } = { receivedAt: first, seq: 0 };
  while (!context.signal.aborted) {
    // Not beyond what was counted: what arrives meanwhile is newer and not part of the plan.
    const page = await pool().query<Found>(
      `SELECT id, issue_id AS "issueId", received_at AS "receivedAt", seq FROM event
        WHERE project_id = $1 AND issue_id = $2 AND received_at >= $3 AND received_at <= $5
          AND (received_at, seq) > ($3, $4)
        ORDER BY received_at, seq LIMIT ${READ}`,
      [projectId, issueId, from.receivedAt, from.seq, last],
    );
    const end = page.rows.at(-1);
    if (!end) break;
    const surplus = page.rows.filter((event) => !isKept(timeOf(event)));
    evicted += await remove(projectId, surplus, context);
    from = end;
  }
  return evicted;
}

function timeOf(event: Found | undefined): number {
  return event?.receivedAt.getTime() ?? 0;
}

/** Removes events day by day, at most 1,000 in a transaction: each touches one partition and is planned for it alone. */
async function remove(projectId: number, events: Found[], { signal }: SweepContext): Promise<number> {
  const sorted = events.toSorted((a, b) => timeOf(a) - timeOf(b));
  let removed = 0;
  for (let start = 0; start < sorted.length && !signal.aborted; ) {
    const day = Math.floor(timeOf(sorted[start]) / DAY_MS);
    let end = start;
    while (end < sorted.length && end - start < BATCH && Math.floor(timeOf(sorted[end]) / DAY_MS) === day)
      end++;
    removed += await removeBatch(projectId, sorted.slice(start, end));
    start = end;
  }
  return removed;
}

async function removeBatch(projectId: number, events: Found[]): Promise<number> {
  const { rows } = await pool().query<{ quantity: number }>(
    `WITH picked AS MATERIALIZED (
       SELECT e.id, e.received_at FROM event e
         JOIN unnest($2::uuid[], $3::timestamptz[]) AS t (id, received_at)
           ON e.id = t.id AND e.received_at = t.received_at
        WHERE e.project_id = $1 AND e.received_at >= $4 AND e.received_at <= $5 FOR UPDATE OF e SKIP LOCKED
     ), removed AS (
       DELETE FROM event e USING picked
        WHERE e.project_id = $1 AND e.id = picked.id AND e.received_at = picked.received_at
          AND e.received_at >= $4 AND e.received_at <= $5
       RETURNING e.project_id, e.issue_id
     ), tally AS (
       SELECT project_id, issue_id, count(*) AS quantity FROM removed GROUP BY 1, 2
     ), ${lowerStoredCounts}
     SELECT count(*) AS quantity FROM removed`,
    [
      projectId,
      events.map(({ id }) => id),
      events.map(({ receivedAt }) => receivedAt),
      events[0]?.receivedAt,
      events.at(-1)?.receivedAt,
    ],
  );
  return rows[0]?.quantity ?? 0;
}
