import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { issueStatuses } from "@/lib/issues/schemas";
import { escapePattern, toStorable } from "./conditions/to-pattern";

/** Issues whose tags are looked through for names and values: the newest ones. */
export const newestLimit = 500;

/**
 * SQL for the newest issues of some projects (all when none is named), as `newest(project_id, id)`: each project and status
 * is read from its index and stops at the limit. `slugs` and `ids` are placeholders, of what was
 * asked for and of the projects that exist for who asks.
 */
export function newestIssues(slugs: string, ids: string): string {
  return `newest AS MATERIALIZED (
    SELECT r.* FROM project p
     CROSS JOIN unnest('{${issueStatuses.join(",")}}'::text[]) AS s(status)
     CROSS JOIN LATERAL (
       SELECT i.project_id, i.id, i.last_seen, i.type, i.culprit, i.platform FROM issue i
        WHERE i.project_id = p.id AND i.status = s.status
        ORDER BY i.last_seen DESC, i.id DESC LIMIT ${newestLimit}
     ) AS r
     WHERE (cardinality(${slugs}::text[]) = 0 OR p.slug = ANY(${slugs}))
       AND (${ids}::int[] IS NULL OR p.id = ANY(${ids}))
     ORDER BY r.last_seen DESC LIMIT ${newestLimit})`;
}

/** Those of the names that are tags of the projects. */
export async function findTags(
  ctx: Context,
  names: readonly string[],
  projects: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await pool().query<{ place: number }>(
    `SELECT n.place::int AS place
       FROM unnest($1::text[]) WITH ORDINALITY AS n(name, place)
      WHERE EXISTS (
        SELECT FROM project p JOIN tag_key t ON t.project_id = p.id AND t.key = n.name
         WHERE (cardinality($2::text[]) = 0 OR p.slug = ANY($2)) AND ($3::int[] IS NULL OR p.id = ANY($3)))`,
    [names.map(toStorable), projects, ctx.actor.projectIds],
  );
  return new Set(rows.flatMap(({ place }) => names[place - 1] ?? []));
}

/** The names of tags that the newest issues of the projects have, most events first, at most `limit`. */
export async function listTagNames(
  ctx: Context,
  projects: readonly string[],
  { prefix = "", limit = 500 }: { prefix?: string; limit?: number } = {},
): Promise<{ name: string; count: number }[]> {
  const { rows } = await pool().query<{ name: string; count: number }>(
    `WITH ${newestIssues("$1", "$4")}
     SELECT t.key AS name, sum(t.count)::bigint AS count
       FROM newest n
      CROSS JOIN LATERAL (
        SELECT t.key, t.count FROM issue_tag t
         WHERE t.project_id = n.project_id AND t.issue_id = n.id LIMIT 1000
      ) AS t
      WHERE lower(t.key) LIKE $2
      GROUP BY t.key ORDER BY count DESC, t.key LIMIT $3`,
    [projects, `${escapePattern(prefix.toLowerCase())}%`, limit, ctx.actor.projectIds],
  );
  return rows;
}

/** The names of all tags of the projects, in order, at most 500 of each. */
export async function listTagKeys(ctx: Context, projects: readonly string[]): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>(
    `SELECT DISTINCT k.key
       FROM project p
      CROSS JOIN LATERAL (
        SELECT t.key FROM tag_key t WHERE t.project_id = p.id ORDER BY t.key LIMIT 500
      ) AS k
      WHERE (cardinality($1::text[]) = 0 OR p.slug = ANY($1)) AND ($2::int[] IS NULL OR p.id = ANY($2))
      ORDER BY k.key`,
    [projects, ctx.actor.projectIds],
  );
  return rows.map(({ key }) => key);
}
