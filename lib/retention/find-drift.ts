import type { PoolClient } from "pg";
import { listDetached, listPartitions } from "@/lib/db/list-partitions";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";

/** A counter that does not say what the rows say. */
export interface Drift {
  projectId: number;
  issueId: number;
  /**
   * `stored`: stored_count is not the number of event rows. `counted`: event_count is below stored_count. `hours`: the
   * hourly counters of the issue hold less than its event rows, or more than event_count. `orphan`: events of an issue
   * that does not exist and was not deleted.
   */
  kind: "stored" | "counted" | "hours" | "orphan";
  expected: number;
  found: number;
}

export interface DriftOptions {
  /** How many issues of each project are looked at: the busiest of late and some at random. Default: all. */
  sample?: number;
}

interface Counters {
  id: number;
  stored: number;
  counted: number;
}

/**
 * Compares the counters of issues with their rows; changes nothing. Each project is looked at in one snapshot, so that
 * ingest may go on, and each day by itself, from indexes alone. Not to be run while a sweep removes events. Events of an
 * issue that was merged count for the one it went into, whether they have moved or not.
 */
export async function findDrift({ sample }: DriftOptions = {}): Promise<Drift[]> {
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM project ORDER BY id");
  const drift: Drift[] = [];
  for (const { id } of rows) {
    drift.push(...(await transaction((db) => compare(db, id, sample))));
  }
  return drift;
}

async function compare(db: PoolClient, projectId: number, sample: number | undefined): Promise<Drift[]> {
  await db.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const issues = await readIssues(db, projectId, sample);
  const signposts = await readSignposts(db, projectId);
  const ids = new Set(issues.map(({ id }) => id));
  const chosen =
    sample === undefined
      ? null
      : [...ids, ...[...signposts].flatMap(([id, { into }]) => (ids.has(into) ? [id] : []))];
  const events = gather(await sumUp(db, "event", "count(*)", projectId, chosen), signposts);
  const hours = gather(await sumUp(db, "issue_stat", "sum(count)::bigint", projectId, chosen), signposts);
  const owed = gather(new Map([...signposts].map(([id, { stored }]) => [id, stored])), signposts);
  const drift = issues.flatMap(({ id, stored: own, counted }) => {
    const stored = own + (owed.get(id) ?? 0);
    const rows = events.get(id) ?? 0;
    const inHours = hours.get(id) ?? 0;
    const found: Drift[] = [];
    const note = (kind: Drift["kind"], expected: number, value: number) =>
      found.push({ projectId, issueId: id, kind, expected, found: value });
    if (stored !== rows) note("stored", rows, stored);
    if (counted < stored) note("counted", stored, counted);
    if (inHours < rows) note("hours", rows, inHours);
    if (inHours > counted) note("hours", counted, inHours);
    return found;
  });
  if (sample !== undefined) return drift;
  const deleted = await readDeleted(db, projectId);
  for (const [issueId, quantity] of events) {
    if (!ids.has(issueId) && !deleted.has(issueId))
      drift.push({ projectId, issueId, kind: "orphan", expected: 0, found: quantity });
  }
  return drift;
}

/** Merged issues: where each went, and what was taken off its count after that (see `lowerStoredCounts`). */
async function readSignposts(
  db: PoolClient,
  projectId: number,
): Promise<Map<number, { into: number; stored: number }>> {
  const { rows } = await db.query<{ id: number; into: number; stored: number }>(
    "SELECT id, merged_into AS into, stored_count AS stored FROM issue WHERE project_id = $1 AND merged_into IS NOT NULL",
    [projectId],
  );
  return new Map(rows.map(({ id, into, stored }) => [id, { into, stored }]));
}

/** Issues that somebody deleted and whose events are being removed. */
async function readDeleted(db: PoolClient, projectId: number): Promise<Set<number>> {
  const { rows } = await db.query<{ id: number }>(
    "SELECT from_issue AS id FROM issue_move WHERE project_id = $1 AND to_issue IS NULL",
    [projectId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Sums per issue, with those of merged issues under the one that they went into. */
function gather(sums: Map<number, number>, signposts: Map<number, { into: number }>): Map<number, number> {
  const gathered = new Map<number, number>();
  for (const [id, quantity] of sums) {
    const issue = signposts.get(id)?.into ?? id;
    gathered.set(issue, (gathered.get(issue) ?? 0) + quantity);
  }
  return gathered;
}

async function readIssues(
  db: PoolClient,
  projectId: number,
  sample: number | undefined,
): Promise<Counters[]> {
  const columns = "id, stored_count AS stored, event_count AS counted";
  if (sample === undefined) {
    return (
      await db.query<Counters>(`SELECT ${columns} FROM issue WHERE project_id = $1 AND status <> 'merged'`, [
        projectId,
      ])
    ).rows;
  }
  const { rows } = await db.query<Counters>(
    `(SELECT ${columns} FROM issue WHERE project_id = $1 AND status = 'unresolved' ORDER BY last_seen DESC LIMIT $2)
     UNION
     (SELECT ${columns} FROM issue
       WHERE project_id = $1 AND status <> 'merged'
          AND id >= (SELECT (max(id) * random())::bigint FROM issue WHERE project_id = $1)
       ORDER BY id LIMIT $2)`,
    [projectId, Math.ceil(sample / 2)],
  );
  return rows;
}

/** Per issue, over all days one after the other; a day whose removal was interrupted counts until it is subtracted. */
async function sumUp(
  db: PoolClient,
  table: "event" | "issue_stat",
  sum: string,
  projectId: number,
  issues: number[] | null,
): Promise<Map<number, number>> {
  const sums = new Map<number, number>();
  const days = [...(await listPartitions(table, db)).map(({ name }) => name), `${table}_default`];
  const detached = table === "event" ? (await listDetached(db)).map(({ name }) => name) : [];
  for (const name of [...days, ...detached]) {
    const { rows } = await db.query<{ id: number; quantity: number }>(
      `SELECT issue_id AS id, ${name.endsWith("_gone") ? "sum(quantity)::bigint" : sum} AS quantity FROM ${name}
        WHERE project_id = $1 AND ($2::bigint[] IS NULL OR issue_id = ANY($2)) GROUP BY 1`,
      [projectId, issues],
    );
    for (const { id, quantity } of rows) sums.set(id, (sums.get(id) ?? 0) + quantity);
  }
  return sums;
}
