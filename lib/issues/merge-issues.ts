import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { pauseDigests } from "@/lib/retention/pause-digests";
import type { MergeIssuesInput, MergeResult } from "./merge-schemas";
import { isMovingAmong } from "./moves/is-moving-among";
import { addUpIssues } from "./moves/add-up-issues";
import { waitForMoves } from "./moves/wait-for-moves";
import type { IssueStatus } from "./schemas";
import { formatShortId, parseShortId } from "./short-id";
import { countComments } from "./workflow/comments/count-comments";
import { noteActivity } from "./workflow/note-activity";

interface Found {
  projectId: number;
  id: number;
  prefix: string;
  number: number;
  mergedInto: number | null;
}

interface Locked {
  id: number;
  status: IssueStatus;
}

const GONE = "One of these issues is no longer here. Nothing was changed. Load the list again.";
const BUSY = "Events of one of these issues are still moving. Try again in a minute.";

/**
 * Makes several issues of a project one. Whatever leads to the others leads to `into` from then on, and everything that is
 * counted is added up, in one transaction for which ingest waits: no event is lost or counted twice, whatever arrives
 * meanwhile. The others stay as signposts, so that their ids still lead somewhere and `unmergeHashes` can bring them back.
 * Their events follow right after, in portions; until they have, they are counted but not yet listed under `into`.
 *
 * `into` keeps its look and its status, but is unresolved when any of the others is: what is open must not vanish.
 * Issues that had been merged into the others before are signposts to `into` then.
 * @throws NotFoundError when one of them does not exist, or was merged away meanwhile
 * @throws InvalidInputError for issues of several projects, an issue with itself, and the overflow issue, which must stay
 * @throws ConflictError while events of one of them are still moving
 */
export async function mergeIssues(ctx: Context, { into, from }: MergeIssuesInput): Promise<MergeResult> {
  authorize(ctx, "issue:write");
  const { target, others } = await find(ctx, into, from);
  const { projectId, prefix } = target;
  await waitForMoves(projectId);
  const ids = others.map((issue) => issue.id);
  const before = await pauseDigests(async (db) => {
    const locked = await lock(db, projectId, [target.id, ...ids]);
    if (locked.size < ids.length + 1) throw new NotFoundError(GONE);
    if (await isMovingAmong(db, projectId, [target.id, ...ids])) throw new ConflictError(BUSY);
    const hashes = await linkHashes(db, { projectId, into: target.id, from: ids });
    await addUpIssues(db, { projectId, into: target.id, from: ids });
    await leaveSignposts(db, { projectId, into: target.id, from: ids });
    const shortIds = others.map((issue) => formatShortId(prefix, issue.number));
    await noteActivity(db, ctx, { projectId, issueId: target.id }, { kind: "merged", shortIds });
    await countComments(db, projectId, [target.id]);
    const after = await db.query<Locked>("SELECT id, status FROM issue WHERE project_id = $1 AND id = $2", [
      projectId,
      target.id,
    ]);
    return { locked, hashes, status: after.rows[0]?.status ?? "unresolved" };
  });
  const { isMoving } = await waitForMoves(projectId);
  return {
    into: { shortId: formatShortId(prefix, target.number), status: before.status },
    merged: others.map((issue) => ({
      shortId: formatShortId(prefix, issue.number),
      status: before.locked.get(issue.id) ?? "unresolved",
      hashes: before.hashes.get(issue.id) ?? [],
    })),
    isMoving,
  };
}

/** Which issues these are. One that was merged away is nothing to merge, but what goes into it goes where it went. */
async function find(ctx: Context, into: string, from: string[]): Promise<{ target: Found; others: Found[] }> {
  const wanted = [...new Set([into, ...from].map((id) => id.toUpperCase()))].map((id) => parseShortId(id));
  if (wanted.length < from.length + 1) {
    throw new InvalidInputError("Name each issue once; an issue cannot be merged with itself.");
  }
  const ids = wanted.filter((id) => id !== null);
  const { rows } = await pool().query<Found & { place: number }>(
    `SELECT w.place, i.project_id AS "projectId", i.id, p.short_prefix AS prefix, i.short_id AS number,
            i.merged_into AS "mergedInto"
       FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS w (prefix, number, place)
       JOIN project p ON p.short_prefix = w.prefix AND ($3::int[] IS NULL OR p.id = ANY($3))
       JOIN issue i ON i.project_id = p.id AND i.short_id = w.number
      ORDER BY w.place`,
    [ids.map((id) => id.prefix), ids.map((id) => id.number), ctx.actor.projectIds],
  );
  const [target, ...others] = rows;
  if (rows.length < wanted.length || !target || others.some((issue) => issue.mergedInto !== null)) {
    throw new NotFoundError(GONE);
  }
  if (others.some((issue) => issue.projectId !== target.projectId)) {
    throw new InvalidInputError("Only issues of one project can be merged. Nothing was changed.");
  }
  const followed = await follow(target);
  if (others.some((issue) => issue.id === followed.id)) throw new NotFoundError(GONE);
  return { target: followed, others };
}

async function follow(issue: Found): Promise<Found> {
  if (issue.mergedInto === null) return issue;
  const { rows } = await pool().query<{ number: number }>(
    "SELECT short_id AS number FROM issue WHERE project_id = $1 AND id = $2",
    [issue.projectId, issue.mergedInto],
  );
  if (!rows[0]) throw new NotFoundError(GONE);
  return { ...issue, id: issue.mergedInto, number: rows[0].number, mergedInto: null };
}

async function lock(db: PoolClient, projectId: number, ids: number[]): Promise<Map<number, IssueStatus>> {
  const { rows } = await db.query<Locked>(
    `SELECT id, status FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[]) AND status <> 'merged'
      ORDER BY id FOR NO KEY UPDATE`,
    [projectId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.status]));
}

interface Merge {
  projectId: number;
  into: number;
  from: number[];
}

/** Lets the hashes lead to the target; returns them by the issue that they led to. */
async function linkHashes(db: PoolClient, { projectId, into, from }: Merge): Promise<Map<number, string[]>> {
  const { rows } = await db.query<{ issueId: number; hash: string }>(
    `WITH old AS (SELECT hash, issue_id FROM issue_hash WHERE project_id = $1 AND issue_id = ANY($3::bigint[]))
     UPDATE issue_hash h SET issue_id = $2, merged_from = coalesce(h.merged_from, h.issue_id) FROM old
      WHERE h.project_id = $1 AND h.hash = old.hash
     RETURNING old.issue_id AS "issueId", h.hash`,
    [projectId, into, from],
  );
  if (rows.some((row) => row.hash === OVERFLOW_HASH)) {
    throw new InvalidInputError(
      "The issue that takes what was too many new issues stays. Merge others, or resolve it.",
    );
  }
  const hashes = new Map<number, string[]>();
  for (const { issueId, hash } of rows) hashes.set(issueId, [...(hashes.get(issueId) ?? []), hash]);
  return hashes;
}

/** See lib/ingest/digest/overflow.ts. */
const OVERFLOW_HASH = "overflow";

/** Turns the merged issues into signposts, with all that pointed at them, and notes that their events have to follow. */
async function leaveSignposts(db: PoolClient, { projectId, into, from }: Merge): Promise<void> {
  const values = [projectId, into, from];
  await db.query(
    `UPDATE issue SET status = 'merged', merged_into = $2, event_count = 0, stored_count = 0, user_count = 0
      WHERE project_id = $1 AND id = ANY($3::bigint[])`,
    values,
  );
  await db.query(
    "UPDATE issue SET merged_into = $2 WHERE project_id = $1 AND merged_into = ANY($3::bigint[])",
    values,
  );
  await db.query(
    "UPDATE outbox SET issue_id = $2 WHERE project_id = $1 AND issue_id = ANY($3::bigint[])",
    values,
  );
  await db.query(
    "INSERT INTO issue_move (project_id, from_issue, to_issue) SELECT $1, id, $2 FROM unnest($3::bigint[]) AS id",
    values,
  );
}
