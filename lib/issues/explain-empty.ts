import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { formatDsn } from "@/lib/protocol/parse-dsn";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { parse } from "@/lib/search/grammar/parse";
import { namesStatus } from "@/lib/search/judge-query";
import { everyIssue } from "./build-filter";
import { countIssues } from "./count-issues";
import type { EmptyReason, FilterName, IssueFilter } from "./schemas";
import { formatShortId } from "./short-id";

/** Why no issue matches a filter: nothing was set up, nothing ever came, all is done, or which one filter hides the most. */
export async function explainEmpty(ctx: Context, filter: IssueFilter): Promise<EmptyReason> {
  authorize(ctx, "issue:read");
  const silent = await findSilentProject(ctx, filter.projects);
  if (silent === "none") return { kind: "no-project" };
  if (silent !== "unknown" && silent !== null)
    return { kind: "no-event", project: silent, dsn: await findDsn(silent.slug) };

  const drops = await countWithoutEach(ctx, filter);
  const best = drops.toSorted((a, b) => b.count - a.count)[0];
  const isNarrowed =
    silent === "unknown" ||
    filter.query.trim() !== "" ||
    filter.levels.length > 0 ||
    filter.environment !== undefined;
  const others = drops.filter((drop) => drop.filter !== "status" && drop.filter !== "projects");
  if (filter.status === "unresolved" && !isNarrowed && others.every((drop) => drop.count === 0)) {
    return { kind: "all-done", resolved: await findLastResolved(ctx, filter.projects) };
  }
  return { kind: "no-match", drop: best && best.count > 0 ? best : null };
}

/** Whether the query itself says which status it wants. */
function wantsStatus({ query }: IssueFilter): boolean {
  return namesStatus(parse(query, issueLanguage).ast);
}

/** The filter without one of its parts, for each part that narrows it. */
function withoutEach(filter: IssueFilter): [FilterName, IssueFilter][] {
  const { from, to: _until, ...rest } = filter;
  const variants: [FilterName, boolean, IssueFilter][] = [
    ["query", filter.query.trim() !== "", { ...filter, query: "" }],
    ["levels", filter.levels.length > 0, { ...filter, levels: [] }],
    ["environment", filter.environment !== undefined, { ...filter, environment: undefined }],
    ["period", from !== everyIssue.from, { ...rest, from: everyIssue.from }],
    ["projects", filter.projects.length > 0, { ...filter, projects: [] }],
    ["status", filter.status !== "all" && !wantsStatus(filter), { ...filter, status: "all" }],
  ];
  return variants.filter(([, narrows]) => narrows).map(([name, , variant]) => [name, variant]);
}

function countWithoutEach(
  ctx: Context,
  filter: IssueFilter,
): Promise<{ filter: FilterName; count: number }[]> {
  return Promise.all(
    withoutEach(filter).map(async ([name, variant]) => {
      const counts = await countIssues(ctx, variant);
      return { filter: name, count: counts[wantsStatus(variant) ? "all" : variant.status] };
    }),
  );
}

type Silent = { slug: string; name: string } | "none" | "unknown" | null;

/** The newest of the projects if none of them has an issue; "none" when this server has no project, "unknown" when it has none of these. */
async function findSilentProject(ctx: Context, slugs: readonly string[]): Promise<Silent> {
  const { rows } = await pool().query<{ slug: string; name: string; isChosen: boolean; hasIssue: boolean }>(
    `SELECT p.slug, p.name, cardinality($1::text[]) = 0 OR p.slug = ANY($1) AS "isChosen",
            EXISTS (SELECT FROM issue i WHERE i.project_id = p.id) AS "hasIssue"
       FROM project p
      WHERE $2::int[] IS NULL OR p.id = ANY($2)
      ORDER BY p.created_at DESC, p.id DESC`,
    [slugs, ctx.actor.projectIds],
  );
  if (rows.length === 0) return "none";
  const chosen = rows.filter((row) => row.isChosen);
  if (chosen[0] === undefined) return "unknown";
  if (chosen.some((row) => row.hasIssue)) return null;
  return { slug: chosen[0].slug, name: chosen[0].name };
}

/** The DSN of the project's oldest key that works, null when none does. */
async function findDsn(slug: string): Promise<string | null> {
  const { rows } = await pool().query<{ projectId: number; publicKey: string }>(
    `SELECT k.project_id AS "projectId", k.public_key AS "publicKey"
       FROM project p JOIN project_key k ON k.project_id = p.id
      WHERE p.slug = $1 AND k.is_active AND k.expires_at IS NULL
      ORDER BY k.created_at, k.id
      LIMIT 1`,
    [slug],
  );
  const key = rows[0];
  const baseUrl = env().JACKDAW_URL;
  return key ? formatDsn({ baseUrl, publicKey: key.publicKey, projectId: String(key.projectId) }) : null;
}

async function findLastResolved(ctx: Context, slugs: readonly string[]) {
  const { rows } = await pool().query<{ prefix: string; number: number; at: Date; by: string | null }>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number, i.resolved_at AS at, u.name AS by
       FROM project p
       JOIN issue i ON i.project_id = p.id AND i.status = 'resolved' AND i.resolved_at IS NOT NULL
       LEFT JOIN app_user u ON u.id = i.resolved_by
      WHERE (cardinality($1::text[]) = 0 OR p.slug = ANY($1)) AND ($2::int[] IS NULL OR p.id = ANY($2))
      ORDER BY i.resolved_at DESC
      LIMIT 1`,
    [slugs, ctx.actor.projectIds],
  );
  const last = rows[0];
  return last
    ? { shortId: formatShortId(last.prefix, last.number), at: last.at.toISOString(), by: last.by }
    : null;
}
