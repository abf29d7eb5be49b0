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
 * Finds an issue by its short id, in any case; by that of one that was merged, the issue that it went into.
 * @throws NotFoundError when it is missing, or when the text cannot be a short id
 */
export async function locateIssue(ctx: Context, shortId: string): Promise<IssueLocation> {
  const parsed = parseShortId(shortId);
  if (!parsed) throw issueNotFound(shortId);
  const { rows } = await pool().query<IssueLocation>({
    // Kept planned: a page asks several times at once, and to plan it takes ten times as long as to find it.
    name: "locate-issue",
    text: `SELECT i.project_id AS "projectId", i.id AS "issueId", i.short_id AS number, i.event_count AS "eventCount",
            i.first_seen AS "firstSeen", i.last_seen AS "lastSeen"
     FROM project p
     JOIN issue named ON named.project_id = p.id AND named.short_id = $2
     JOIN issue i ON i.project_id = p.id AND i.id = coalesce(named.merged_into, named.id)
     WHERE p.short_prefix = $1 AND ($3::int[] IS NULL OR p.id = ANY($3))`,
    values: [parsed.prefix, parsed.number, ctx.actor.projectIds],
  });
  if (!rows[0]) throw issueNotFound(shortId);
  return rows[0];
}

function issueNotFound(shortId: string): NotFoundError {
  return new NotFoundError(`${shortId.slice(0, 30)} is not here. It may have been deleted.`);
}
