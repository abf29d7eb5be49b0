import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { levelName } from "@/lib/events/level";
import type { IssueDetail } from "./schemas";
import { formatShortId, parseShortId } from "./short-id";

type Row = Omit<
  IssueDetail,
  "shortId" | "project" | "level" | "firstSeen" | "lastSeen" | "resolvedAt" | "resolvedBy" | "regressedAt"
> & {
  number: number;
  level: number;
  firstSeen: Date;
  lastSeen: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  resolverName: string | null;
  regressedAt: Date | null;
  projectId: number;
  projectSlug: string;
  projectName: string;
  projectPlatform: string;
  prefix: string;
};

/**
 * The issue of a short id, in any case (`web-4f2`). One that was merged answers with the issue that it went into, whose
 * `shortId` differs then from the one that was asked for: pages redirect there, so that links in old mails lead somewhere.
 * @throws NotFoundError when it is missing, or when the text cannot be a short id
 */
export async function readIssue(ctx: Context, shortId: string): Promise<IssueDetail> {
  authorize(ctx, "issue:read");
  const parsed = parseShortId(shortId);
  const { rows } = parsed
    ? await pool().query<Row>(SQL, [parsed.prefix, parsed.number, ctx.actor.projectIds])
    : { rows: [] };
  const row = rows[0];
  if (!row) throw new NotFoundError(`${shortId.slice(0, 30)} is not here. It may have been deleted.`);
  const { number, prefix, projectId, projectSlug, projectName, projectPlatform, resolverName, ...issue } =
    row;
  return {
    ...issue,
    shortId: formatShortId(prefix, number),
    project: { id: projectId, slug: projectSlug, name: projectName, platform: projectPlatform },
    level: levelName(row.level),
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolvedBy: row.resolvedBy === null ? null : { id: row.resolvedBy, name: resolverName },
    regressedAt: row.regressedAt?.toISOString() ?? null,
  };
}

const SQL = `
  SELECT i.id, i.short_id AS number, i.type, i.message, i.culprit, i.function, i.location, i.level, i.platform,
         i.logger, i.is_unhandled AS "isUnhandled", i.status, i.first_seen AS "firstSeen",
         i.last_seen AS "lastSeen", i.first_release AS "firstRelease", i.last_release AS "lastRelease",
         i.event_count AS "eventCount", i.user_count AS "userCount", i.resolved_at AS "resolvedAt",
         i.resolved_by AS "resolvedBy", u.name AS "resolverName", i.regressed_at AS "regressedAt",
         p.id AS "projectId", p.slug AS "projectSlug", p.name AS "projectName",
         p.platform AS "projectPlatform", p.short_prefix AS prefix
  FROM project p
  JOIN issue named ON named.project_id = p.id AND named.short_id = $2
  JOIN issue i ON i.project_id = p.id AND i.id = coalesce(named.merged_into, named.id)
  LEFT JOIN app_user u ON u.id = i.resolved_by
  WHERE p.short_prefix = $1 AND ($3::int[] IS NULL OR p.id = ANY($3))`;
