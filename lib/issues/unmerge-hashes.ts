import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { locateIssue } from "@/lib/events/locate-issue";
import { pauseDigests } from "@/lib/retention/pause-digests";
import { findIssueProject } from "./find-issue-project";
import { describeNewIssue, type NewLook } from "./hashes/describe-new-issue";
import { readHashSettings } from "./hashes/read-hash-settings";
import { type Leaver, takeAlong } from "./hashes/take-along";
import type { UnmergeHashesInput, UnmergeResult } from "./merge-schemas";
import { isMovingAmong } from "./moves/is-moving-among";
import { waitForMoves } from "./moves/wait-for-moves";
import { formatShortId } from "./short-id";
import { countComments } from "./workflow/comments/count-comments";
import { inherited } from "./workflow/inherit-sql";
import { noteActivity } from "./workflow/note-activity";

interface Leaving {
  hash: string;
  mergedFrom: number | null;
}

/** Where hashes go. */
interface Destination {
  id: number;
  number: number;
  isRestored: boolean;
  hashes: string[];
}

const INHERIT = Object.entries(inherited)
  .map(([column, value]) => `${column} = ${value}`)
  .join(", ");

const GONE = "This issue is no longer here. Nothing was changed. Load it again.";
const BUSY = "Events of this issue are still moving. Try again in a minute.";

/**
 * Takes hashes out of an issue, together with those that only come along with them. Each goes back to the issue that it led
 * to before a merge, which comes back under its old id; what no merge brought makes one new issue, called after its newest
 * event. A hash without any stored event and without a past leads nowhere from then on: its next event opens an issue.
 *
 * The issues that come out have the status of the one they leave. Their events follow in portions, and each is counted
 * where it is; at the end both sides count exactly what is stored with them. What retention removed before stays counted
 * where it was (`keptCounts`): nobody knows its hash any more.
 * @throws NotFoundError for an unknown issue, and for hashes that do not lead to it
 * @throws InvalidInputError when no hash would stay
 * @throws ConflictError while events of the issue are still moving
 */
export async function unmergeHashes(
  ctx: Context,
  shortId: string,
  { hashes }: UnmergeHashesInput,
): Promise<UnmergeResult> {
  authorize(ctx, "issue:write");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  const { slug, prefix } = await findIssueProject(ctx, projectId);
  await waitForMoves(projectId);
  const settings = await readHashSettings(ctx, slug);
  const leaving = await takeAlong({ projectId, issueId }, settings, [...new Set(hashes)]);
  const look = await describeNewIssue(
    { projectId, issueId },
    settings,
    leaving.map(({ hash }) => hash),
  );
  const destinations = await pauseDigests(async (db) => {
    const known = await readLeaving(db, projectId, issueId, leaving);
    await lockIssues(db, projectId, issueId, known);
    if (hashes.some((hash) => !known.some((one) => one.hash === hash))) {
      throw new NotFoundError(
        "One of these hashes leads elsewhere by now. Nothing was changed. Load them again.",
      );
    }
    if (await isMovingAmong(db, projectId, [issueId])) throw new ConflictError(BUSY);
    await keepOne(db, projectId, issueId, known);
    const sent = await send(db, { projectId, issueId }, known, look);
    for (const { number } of sent) {
      const entry = { kind: "unmerged", shortId: formatShortId(prefix, number) } as const;
      await noteActivity(db, ctx, { projectId, issueId }, entry);
    }
    await countComments(db, projectId, [issueId, ...sent.map(({ id }) => id)]);
    return sent;
  });
  const { moved, isMoving } = await waitForMoves(projectId);
  return {
    issues: destinations.map(({ number, isRestored, hashes }) => ({
      shortId: formatShortId(prefix, number),
      isRestored,
      hashes,
    })),
    moved,
    keptCounts: await readKept(projectId, issueId),
    isMoving,
  };
}

/** The issue and those that hashes go back to, in the order in which everyone locks issues. */
async function lockIssues(
  db: PoolClient,
  projectId: number,
  issueId: number,
  leaving: readonly Leaving[],
): Promise<void> {
  const { rows } = await db.query<{ id: number; status: string }>(
    "SELECT id, status FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR NO KEY UPDATE",
    [projectId, [issueId, ...leaving.flatMap(({ mergedFrom }) => mergedFrom ?? [])]],
  );
  if (!rows.some(({ id, status }) => id === issueId && status !== "merged")) throw new NotFoundError(GONE);
}

async function readLeaving(
  db: PoolClient,
  projectId: number,
  issueId: number,
  leavers: readonly Leaver[],
): Promise<Leaving[]> {
  const { rows } = await db.query<Leaving>(
    `SELECT hash, merged_from AS "mergedFrom" FROM issue_hash
      WHERE project_id = $1 AND issue_id = $2 AND hash = ANY($3::text[]) ORDER BY hash`,
    [projectId, issueId, leavers.map(({ hash }) => hash)],
  );
  const origins = new Map(rows.map(({ hash, mergedFrom }) => [hash, mergedFrom]));
  const leaders = new Map(leavers.map(({ hash, leader }) => [hash, leader]));
  return rows.map(({ hash, mergedFrom }) => ({
    hash,
    mergedFrom: mergedFrom ?? origins.get(leaders.get(hash) ?? "") ?? null,
  }));
}

async function keepOne(
  db: PoolClient,
  projectId: number,
  issueId: number,
  leaving: readonly Leaving[],
): Promise<void> {
  const { rowCount } = await db.query(
    "SELECT FROM issue_hash WHERE project_id = $1 AND issue_id = $2 AND hash <> ALL($3::text[]) LIMIT 1",
    [projectId, issueId, leaving.map(({ hash }) => hash)],
  );
  if (rowCount === 0) {
    throw new InvalidInputError(
      "One hash has to stay, with those that come along with it. Nothing was changed.",
      {
        hashes: "Leave at least one that stays.",
      },
    );
  }
}

/** Links the hashes to where they go, and notes that their events have to follow. */
async function send(
  db: PoolClient,
  issue: { projectId: number; issueId: number },
  leaving: readonly Leaving[],
  look: NewLook | null,
): Promise<Destination[]> {
  const { projectId, issueId } = issue;
  const destinations = await findOrigins(db, issue, leaving);
  const settled = new Set(destinations.flatMap((one) => one.hashes));
  const rest = leaving.flatMap(({ hash }) => (settled.has(hash) ? [] : [hash]));
  if (rest.length > 0 && look) {
    destinations.push({ ...(await openIssue(db, issue, look)), isRestored: false, hashes: rest });
  } else if (rest.length > 0) {
    await db.query("DELETE FROM issue_hash WHERE project_id = $1 AND hash = ANY($2::text[])", [
      projectId,
      rest,
    ]);
  }
  for (const { id, hashes } of destinations) {
    await db.query(
      "UPDATE issue_hash SET issue_id = $2, merged_from = NULL WHERE project_id = $1 AND hash = ANY($3::text[])",
      [projectId, id, hashes],
    );
    await db.query(
      "INSERT INTO issue_move (project_id, from_issue, to_issue, hashes) VALUES ($1, $2, $3, $4)",
      [projectId, issueId, id, hashes],
    );
  }
  return destinations;
}

/** The issues that the hashes led to before merges: signposts to this one stand up again, those that did already stay. */
async function findOrigins(
  db: PoolClient,
  { projectId, issueId }: { projectId: number; issueId: number },
  leaving: readonly Leaving[],
): Promise<Destination[]> {
  const { rows } = await db.query<{ id: number; number: number; isRestored: boolean }>(
    `SELECT id, short_id AS number, merged_into IS NOT NULL AS "isRestored" FROM issue
      WHERE project_id = $1 AND id = ANY($3::bigint[]) AND id <> $2 AND (merged_into IS NULL OR merged_into = $2)
      ORDER BY id`,
    [projectId, issueId, leaving.flatMap(({ mergedFrom }) => mergedFrom ?? [])],
  );
  await db.query(
    `WITH debts AS (
       SELECT coalesce(sum(stored_count), 0)::bigint AS quantity FROM issue
        WHERE project_id = $1 AND id = ANY($3::bigint[]) AND merged_into = $2
     ), restored AS (
       UPDATE issue origin
          SET ${INHERIT}, merged_into = NULL, stored_count = 0, regressed_at = NULL, escalated_at = NULL
         FROM issue i
        WHERE origin.project_id = $1 AND origin.id = ANY($3::bigint[]) AND origin.merged_into = $2
          AND i.project_id = $1 AND i.id = $2
     )
     UPDATE issue i SET stored_count = i.stored_count + debts.quantity FROM debts
      WHERE i.project_id = $1 AND i.id = $2 AND debts.quantity <> 0`,
    [projectId, issueId, rows.map(({ id }) => id)],
  );
  return rows.map((row) => ({
    ...row,
    hashes: leaving.flatMap(({ hash, mergedFrom }) => (mergedFrom === row.id ? [hash] : [])),
  }));
}

/** A new issue with nothing counted yet, in the status of the one that it comes out of. */
async function openIssue(
  db: PoolClient,
  { projectId, issueId }: { projectId: number; issueId: number },
  look: NewLook,
): Promise<{ id: number; number: number }> {
  const { rows } = await db.query<{ id: number; number: number }>(
    `WITH counter AS (
       UPDATE issue_counter SET next = next + 1 WHERE project_id = $1 RETURNING next - 1 AS number
     )
     INSERT INTO issue (project_id, short_id, type, message, culprit, function, location, level, platform, logger,
                        is_unhandled, first_seen, last_seen, priority, ${Object.keys(inherited).join(", ")})
     SELECT $1, counter.number, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $11, i.priority, ${Object.values(inherited).join(", ")}
       FROM counter, issue i WHERE i.project_id = $1 AND i.id = $2
     RETURNING id, short_id AS number`,
    [
      projectId,
      issueId,
      look.type,
      look.message,
      look.culprit,
      look.function ?? null,
      look.location ?? null,
      look.level,
      look.platform,
      look.logger ?? null,
      look.seen,
    ],
  );
  const opened = rows[0];
  // Every project that has an issue has a counter: ingest makes it with the first.
  if (!opened) throw new NotFoundError();
  await db.query("INSERT INTO issue_text (project_id, issue_id, text) VALUES ($1, $2, $3)", [
    projectId,
    opened.id,
    look.text,
  ]);
  return opened;
}

/** Events of the issue that are counted and no longer stored. */
async function readKept(projectId: number, issueId: number): Promise<number> {
  const { rows } = await pool().query<{ kept: number }>(
    "SELECT event_count - stored_count AS kept FROM issue WHERE project_id = $1 AND id = $2",
    [projectId, issueId],
  );
  return rows[0]?.kept ?? 0;
}
