import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { discardHashes } from "@/lib/issues/discard/discard-hashes";
import { isMovingAmong } from "@/lib/issues/moves/is-moving-among";
import { waitForMoves } from "@/lib/issues/moves/wait-for-moves";
import { formatShortId, parseShortId } from "@/lib/issues/short-id";
import { pauseDigests } from "@/lib/retention/pause-digests";
import type { DeleteIssuesInput, DeleteResult } from "./schemas";

interface Found {
  projectId: number;
  id: number;
  prefix: string;
  number: number;
}

const GONE = "One of these issues is no longer here. Nothing was deleted. Load the list again.";
const BUSY = "Events of one of these issues are still moving. Nothing was deleted. Try again in a minute.";

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

/**
 * Deletes issues for good, all of them or none, with the signposts of those that were merged into them. They are gone at
 * once: in one transaction, for which ingest waits, nothing leads to them any more and a next event of the same cause
 * opens a new issue. Their events, and what is counted of these, follow in portions, which the worker goes on with after a
 * crash. What was received stays in the statistics of the project. With `discard`, their hashes are discarded in the same
 * transaction: no event of theirs is stored again.
 * @throws NotFoundError when one of them does not exist, or was merged into another
 * @throws InvalidInputError when the overflow issue is to be discarded, which has no hash of its own
 * @throws ConflictError while events of one of them are still moving
 */
export async function deleteIssues(
  ctx: Context,
  { shortIds, discard = false }: DeleteIssuesInput,
): Promise<DeleteResult> {
  authorize(ctx, "issue:write");
  const issues = await find(ctx, shortIds);
  const projects = [...new Set(issues.map(({ projectId }) => projectId))];
  for (const projectId of projects) await waitForMoves(projectId);
  await pauseDigests(async (db) => {
    for (const projectId of projects) {
      const ids = issues.filter((issue) => issue.projectId === projectId).map(({ id }) => id);
      const doomed = await lock(db, projectId, ids);
      if (await isMovingAmong(db, projectId, doomed)) throw new ConflictError(BUSY);
      if (discard) await discardAll(ctx, db, projectId, ids);
      await remove(db, projectId, doomed);
    }
  });
  const waits = await Promise.all(projects.map((projectId) => waitForMoves(projectId)));
  return {
    deleted: issues.map(({ prefix, number }) => formatShortId(prefix, number)),
    isRemoving: waits.some(({ isMoving }) => isMoving),
  };
}

async function find(ctx: Context, shortIds: readonly string[]): Promise<Found[]> {
  const wanted = [...new Set(shortIds.map((id) => id.toUpperCase()))];
  const ids = wanted.map((id) => parseShortId(id)).filter((id) => id !== null);
  const { rows } = await pool().query<Found>(
    `SELECT i.project_id AS "projectId", i.id, p.short_prefix AS prefix, i.short_id AS number
       FROM unnest($1::text[], $2::bigint[]) AS w (prefix, number)
       JOIN project p ON p.short_prefix = w.prefix AND ($3::int[] IS NULL OR p.id = ANY($3))
       JOIN issue i ON i.project_id = p.id AND i.short_id = w.number AND i.status <> 'merged'
      ORDER BY i.project_id, i.id`,
    [ids.map(({ prefix }) => prefix), ids.map(({ number }) => number), ctx.actor.projectIds],
  );
  if (rows.length < wanted.length) throw new NotFoundError(GONE);
  return rows;
}

/** The issues and the signposts that lead to them, in the order in which everyone locks issues. */
async function lock(db: PoolClient, projectId: number, ids: number[]): Promise<number[]> {
  const { rows } = await db.query<{ id: number; isNamed: boolean }>(
    `SELECT id, id = ANY($2::bigint[]) AND status <> 'merged' AS "isNamed" FROM issue
      WHERE project_id = $1 AND (id = ANY($2::bigint[]) OR merged_into = ANY($2::bigint[]))
      ORDER BY id FOR UPDATE`,
    [projectId, ids],
  );
  if (rows.filter(({ isNamed }) => isNamed).length < ids.length) throw new NotFoundError(GONE);
  return rows.map(({ id }) => id);
}

async function discardAll(ctx: Context, db: PoolClient, projectId: number, ids: number[]): Promise<void> {
  const { rowCount } = await db.query(
    "SELECT FROM issue_hash WHERE project_id = $1 AND issue_id = ANY($2::bigint[]) AND hash = $3",
    [projectId, ids, OVERFLOW_HASH],
  );
  if (rowCount) {
    throw new InvalidInputError(
      "The issue that takes what was too many new issues holds many causes and cannot be discarded. Nothing was deleted.",
    );
  }
  await discardHashes(ctx, db, { projectId, issueIds: ids });
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
