import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { ConflictError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { discardHashes } from "@/lib/issues/discard/discard-hashes";
import { pauseDigests } from "@/lib/retention/pause-digests";
import { type Doomed, GONE } from "./find-doomed";

const BUSY = "Events of one of these issues are still moving. Nothing was deleted. Try again in a minute.";
const OVERFLOWING =
  "The issue that takes what was too many new issues holds many causes and cannot be discarded. Nothing was deleted.";

/** See lib/ingest/digest/overflow.ts. */
const OVERFLOW_HASH = "overflow";

/** What belongs to an issue alone and is little. */
const belongings = [
  "issue_hash",
  "issue_text",
  "issue_environment",
  "issue_activity",
  "issue_person",
  "issue_share",
];

type Options = {
  /** Their hashes are discarded in the same transaction. */
  discard: boolean;
  /** Those that cannot go are left; else nothing goes when one of them cannot. */
  isLenient: boolean;
};

/**
 * Takes issues away in one transaction, for which ingest waits, with the signposts of those that were merged into them, and
 * notes that their events are to follow. Returns those that went. For verbs that have asked for permission.
 * @throws NotFoundError when one of them is gone
 * @throws InvalidInputError when the overflow issue is to be discarded, which has no hash of its own
 * @throws ConflictError while events of one of them are still moving
 */
export function removeIssues(
  ctx: Context,
  issues: readonly Doomed[],
  { discard, isLenient }: Options,
): Promise<Doomed[]> {
  const projects = [...new Set(issues.map(({ projectId }) => projectId))];
  return pauseDigests(async (db) => {
    const removed: Doomed[] = [];
    for (const projectId of projects) {
      const named = issues.filter((issue) => issue.projectId === projectId);
      const standing = await lock(db, projectId, idsOf(named));
      const why = await findObstacles(db, projectId, standing, discard);
      if (!isLenient) {
        if (standing.size < named.length) throw new NotFoundError(GONE);
        if (why.busy.size > 0) throw new ConflictError(BUSY);
        if (why.overflowing.size > 0) throw new InvalidInputError(OVERFLOWING);
      }
      const going = named.filter(
        ({ id }) => standing.has(id) && !why.busy.has(id) && !why.overflowing.has(id),
      );
      if (going.length === 0) continue;
      if (discard) await discardHashes(ctx, db, { projectId, issueIds: idsOf(going) });
      await remove(
        db,
        projectId,
        going.flatMap(({ id }) => [id, ...(standing.get(id) ?? [])]),
      );
      removed.push(...going);
    }
    return removed;
  });
}

const idsOf = (issues: readonly Doomed[]) => issues.map(({ id }) => id);

/** The issues that are still there, each with the signposts that lead to it, locked in the order in which everyone locks issues. */
async function lock(db: PoolClient, projectId: number, ids: number[]): Promise<Map<number, number[]>> {
  const { rows } = await db.query<{ id: number; into: number | null }>(
    `SELECT id, CASE WHEN status = 'merged' THEN merged_into END AS into FROM issue
      WHERE project_id = $1 AND (id = ANY($2::bigint[]) OR merged_into = ANY($2::bigint[]))
      ORDER BY id FOR UPDATE`,
    [projectId, ids],
  );
  const standing = new Map<number, number[]>();
  for (const { id, into } of rows) if (into === null) standing.set(id, []);
  for (const { id, into } of rows) if (into !== null) standing.get(into)?.push(id);
  return standing;
}

type Obstacles = { busy: ReadonlySet<number>; overflowing: ReadonlySet<number> };

/** Which of the issues have events on the move, and which cannot be discarded if that is wanted. */
async function findObstacles(
  db: PoolClient,
  projectId: number,
  standing: ReadonlyMap<number, readonly number[]>,
  discard: boolean,
): Promise<Obstacles> {
  const pairs = [...standing].flatMap(([id, signposts]) => [id, ...signposts].map((own) => ({ id, own })));
  const { rows: busy } = await db.query<{ id: number }>(
    `SELECT t.id FROM unnest($2::bigint[], $3::bigint[]) AS t (id, own)
      WHERE EXISTS (SELECT FROM issue_move m WHERE m.project_id = $1 AND (m.from_issue = t.own OR m.to_issue = t.own))`,
    [projectId, pairs.map(({ id }) => id), pairs.map(({ own }) => own)],
  );
  const { rows: overflowing } = discard
    ? await db.query<{ id: number }>(
        "SELECT issue_id AS id FROM issue_hash WHERE project_id = $1 AND hash = $3 AND issue_id = ANY($2::bigint[])",
        [projectId, [...standing.keys()], OVERFLOW_HASH],
      )
    : { rows: [] };
  return {
    busy: new Set(busy.map(({ id }) => id)),
    overflowing: new Set(overflowing.map(({ id }) => id)),
  };
}

async function remove(db: PoolClient, projectId: number, issues: number[]): Promise<void> {
  for (const table of belongings) {
    await db.query(`DELETE FROM ${table} WHERE project_id = $1 AND issue_id = ANY($2::bigint[])`, [
      projectId,
      issues,
    ]);
  }
  await db.query("DELETE FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[])", [projectId, issues]);
  await db.query(
    "INSERT INTO issue_move (project_id, from_issue, to_issue) SELECT $1, id, NULL FROM unnest($2::bigint[]) AS id",
    [projectId, issues],
  );
}
