import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { parseShortId } from "@/lib/issues/short-id";

/** The keys under which everything of an issue is stored, the number of its short id, its counter of events, and when they came. */
export type IssueLocation = {
  projectId: number;
  issueId: number;
  number: number;
  eventCount: number;
  firstSeen: Date;
  lastSeen: Date;
};

/**
 * SQL for an issue and its location, to stand before whatever else a statement asks of it: what takes two statements takes
 * two ways to the database. Its values are `namedValues`, its columns those of `i`; `columns` says which are wanted.
 */
export function namedIssue(columns: string): string {
  return `SELECT ${columns}
     FROM project p
     JOIN issue named ON named.project_id = p.id AND named.short_id = $2
     JOIN issue i ON i.project_id = p.id AND i.id = coalesce(named.merged_into, named.id)
     WHERE p.short_prefix = $1 AND ($3::int[] IS NULL OR p.id = ANY($3))`;
}

/**
 * The values `$1` to `$3` of `namedIssue`.
 * @throws NotFoundError when the text cannot be a short id
 */
export function namedValues(ctx: Context, shortId: string): [string, number, readonly number[] | null] {
  const parsed = parseShortId(shortId);
  if (!parsed) throw issueNotFound(shortId);
  return [parsed.prefix, parsed.number, ctx.actor.projectIds];
}

/**
 * Finds an issue by its short id, in any case; by that of one that was merged, the issue that it went into.
 * @throws NotFoundError when it is missing, or when the text cannot be a short id
 */
export async function locateIssue(ctx: Context, shortId: string): Promise<IssueLocation> {
  const { rows } = await pool().query<IssueLocation>({
    // Kept planned: a page asks several times at once, and to plan it takes ten times as long as to find it.
    name: "locate-issue",
    text: namedIssue(`i.project_id AS "projectId", i.id AS "issueId", i.short_id AS number, i.event_count AS "eventCount",
            i.first_seen AS "firstSeen", i.last_seen AS "lastSeen"`),
    values: namedValues(ctx, shortId),
  });
  if (!rows[0]) throw issueNotFound(shortId);
  return rows[0];
}

/** What is said of an issue that is not there, or belongs to others. */
export function issueNotFound(shortId: string): NotFoundError {
  return new NotFoundError(`${shortId.slice(0, 30)} is not here. It may have been deleted.`);
}
