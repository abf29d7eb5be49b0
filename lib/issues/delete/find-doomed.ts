import { pool } from "@/lib/db/pool";
import type { Context } from "@/lib/context";
import { NotFoundError } from "@/lib/errors";
import { formatShortId, parseShortId } from "@/lib/issues/short-id";
import { type IssueKey, keyArrays } from "@/lib/issues/workflow/issue-keys";

/** An issue that is to be deleted. */
export type Doomed = IssueKey & { shortId: string };

export const GONE = "One of these issues is no longer here. Nothing was deleted. Load the list again.";

type Row = IssueKey & { prefix: string; number: number };

/**
 * Issues by their short ids, in any case, in order of project and id.
 * @throws NotFoundError when one of them is missing, merged, or outside the actor's projects
 */
export async function findNamed(ctx: Context, shortIds: readonly string[]): Promise<Doomed[]> {
  const wanted = [...new Set(shortIds.map((id) => id.toUpperCase()))];
  const ids = wanted.map((id) => parseShortId(id)).filter((id) => id !== null);
  const { rows } = await pool().query<Row>(
    `SELECT i.project_id AS "projectId", i.id, p.short_prefix AS prefix, i.short_id AS number
       FROM unnest($1::text[], $2::bigint[]) AS w (prefix, number)
       JOIN project p ON p.short_prefix = w.prefix AND ($3::int[] IS NULL OR p.id = ANY($3))
       JOIN issue i ON i.project_id = p.id AND i.short_id = w.number AND i.status <> 'merged'
      ORDER BY i.project_id, i.id`,
    [ids.map(({ prefix }) => prefix), ids.map(({ number }) => number), ctx.actor.projectIds],
  );
  if (rows.length < wanted.length) throw new NotFoundError(GONE);
  return rows.map(nameIt);
}

/** Issues by their keys; those that are gone or merged meanwhile are left out. */
export async function findByKeys(keys: readonly IssueKey[]): Promise<Doomed[]> {
  const { rows } = await pool().query<Row>(
    `SELECT i.project_id AS "projectId", i.id, p.short_prefix AS prefix, i.short_id AS number
       FROM unnest($1::int[], $2::bigint[]) AS w (project_id, id)
       JOIN issue i ON i.project_id = w.project_id AND i.id = w.id AND i.status <> 'merged'
       JOIN project p ON p.id = i.project_id
      ORDER BY i.project_id, i.id`,
    keyArrays(keys),
  );
  return rows.map(nameIt);
}

function nameIt({ projectId, id, prefix, number }: Row): Doomed {
  return { projectId, id, shortId: formatShortId(prefix, number) };
}
