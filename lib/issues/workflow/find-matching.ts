import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { prepareFilter } from "@/lib/issues/prepare-filter";
import { inProjects, statusesOf } from "@/lib/issues/find-keys";
import { readNewestId } from "@/lib/issues/read-newest-id";
import { changeLimit, type IssueFilter } from "@/lib/issues/schemas";
import { type ChangePosition, readChangeCursor, writeChangeCursor } from "./change-cursor";
import type { IssueKey } from "./issue-keys";

/**
 * The next portion of what matches a filter, in order of project and id: at most `limit` beyond the cursor. Changes that
 * make issues leave the filter move nothing, and issues that appear after the first portion are not among them.
 * @throws InvalidInputError for a made-up cursor
 */
export async function findMatching(
  ctx: Context,
  input: IssueFilter,
  cursor: string | undefined,
  limit = changeLimit,
): Promise<{ keys: IssueKey[]; cursor: string | null }> {
  const at: ChangePosition =
    cursor === undefined
      ? { projectId: 0, id: 0, newestId: await readNewestId(), beganAt: Date.now() }
      : readChangeCursor(cursor);
  const { filter, parts } = await prepareFilter(ctx, input, new Date(at.beganAt));
  const { from, where, bind, params } = parts;
  const { rows } = await pool().query<IssueKey>(
    `SELECT i.project_id AS "projectId", i.id
       FROM project p, ${from}
      WHERE i.project_id = p.id AND i.status = ANY(${bind(statusesOf(filter))}::text[]) AND ${where}
        AND ${inProjects(filter, parts)}
        AND (i.project_id, i.id) > (${bind(at.projectId)}::int, ${bind(at.id)}::bigint)
        AND i.id <= ${bind(at.newestId)}::bigint
      ORDER BY i.project_id, i.id LIMIT ${limit + 1}`,
    params,
  );
  const keys = rows.slice(0, limit);
  const last = keys.at(-1);
  const isMore = last !== undefined && rows.length > keys.length;
  return { keys, cursor: isMore ? writeChangeCursor({ ...at, ...last }) : null };
}
