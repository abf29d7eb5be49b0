import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { NotFoundError } from "@/lib/errors";
import { parseShortId } from "@/lib/issues/short-id";

/** Which issues, in order of project and id. */
export type IssueKey = { projectId: number; id: number };

const GONE = "One of these issues is no longer here. Nothing was changed. Load the list again.";

/**
 * Finds issues by their short ids, in any case, and locks them in the order in which ingestion locks them, so that the two
 * never wait for each other in a circle.
 * @throws NotFoundError when one of them is missing, merged, or outside the actor's projects
 */
export async function lockNamed(
  db: PoolClient,
  ctx: Context,
  shortIds: readonly string[],
): Promise<IssueKey[]> {
  const wanted = [...new Set(shortIds.map((id) => id.toUpperCase()))];
  const parsed = wanted.map(parseShortId).filter((id) => id !== null);
  const { rows } = await db.query<IssueKey>(
    `SELECT i.project_id AS "projectId", i.id
       FROM unnest($1::text[], $2::bigint[]) AS w (prefix, number)
       JOIN project p ON p.short_prefix = w.prefix AND ($3::int[] IS NULL OR p.id = ANY($3))
       JOIN issue i ON i.project_id = p.id AND i.short_id = w.number AND i.status <> 'merged'
      ORDER BY i.project_id, i.id
        FOR NO KEY UPDATE OF i`,
    [parsed.map((id) => id.prefix), parsed.map((id) => id.number), ctx.actor.projectIds],
  );
  if (rows.length < wanted.length) throw new NotFoundError(GONE);
  return rows;
}

/** Locks issues in the same order; those that are gone or merged meanwhile are left out. */
export async function lockKeys(db: PoolClient, keys: readonly IssueKey[]): Promise<IssueKey[]> {
  const { rows } = await db.query<IssueKey>(
    `SELECT i.project_id AS "projectId", i.id
       FROM unnest($1::int[], $2::bigint[]) AS w (project_id, id)
       JOIN issue i ON i.project_id = w.project_id AND i.id = w.id AND i.status <> 'merged'
      ORDER BY i.project_id, i.id
        FOR NO KEY UPDATE OF i`,
    keyArrays(keys),
  );
  return rows;
}

/** Keys as the two arrays that `unnest` takes. */
export function keyArrays(keys: readonly IssueKey[]): [projectIds: number[], ids: number[]] {
  return [keys.map(({ projectId }) => projectId), keys.map(({ id }) => id)];
}
