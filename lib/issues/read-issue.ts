import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { levelName } from "@/lib/events/level";
import { subscribedBy } from "@/lib/search/conditions/issue-states";
import type { IssueDetail } from "./schemas";
import { formatShortId, parseShortId } from "./short-id";
import { assigneeOf } from "./workflow/assignee-of";
import { readState, type StoredState, stateSql } from "./workflow/state";
import { isForReview, substatusOf } from "./workflow/substatus";

type Row = Pick<
  IssueDetail,
  | "id"
  | "type"
  | "message"
  | "culprit"
  | "function"
  | "location"
  | "platform"
  | "logger"
  | "isUnhandled"
  | "status"
  | "firstRelease"
  | "lastRelease"
  | "eventCount"
  | "userCount"
  | "regressedRelease"
  | "commentCount"
  | "isPrioritySet"
  | "isBookmarked"
  | "isSubscribed"
> & {
  number: number;
  level: number;
  firstSeen: Date;
  lastSeen: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  resolverName: string | null;
  regressedAt: Date | null;
  escalatedAt: Date | null;
  reviewedAt: Date | null;
  archivedAt: Date | null;
  archivedBy: string | null;
  archiverName: string | null;
  assigneeUser: string | null;
  assigneeTeam: string | null;
  assigneeName: string | null;
  state: StoredState;
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
    ? await pool().query<Row>({
        // Kept planned: to plan so many joins takes twenty times as long as to follow them.
        name: "read-issue",
        text: SQL,
        values: [parsed.prefix, parsed.number, ctx.actor.projectIds, ctx.actor.userId],
      })
    : { rows: [] };
  const row = rows[0];
  if (!row) throw new NotFoundError(`${shortId.slice(0, 30)} is not here. It may have been deleted.`);
  return showIssue(row, new Date());
}

function showIssue(row: Row, now: Date): IssueDetail {
  const { number, prefix, projectId, projectSlug, projectName, projectPlatform, state, ...issue } = row;
  const { resolverName, archiverName, assigneeUser, assigneeTeam, assigneeName, ...shown } = issue;
  const { resolution, archiveUntil, priority } = readState(state, () => null, now);
  return {
    ...shown,
    shortId: formatShortId(prefix, number),
    project: { id: projectId, slug: projectSlug, name: projectName, platform: projectPlatform },
    level: levelName(row.level),
    substatus: substatusOf(row, now),
    assignee: assigneeOf({ assigneeUser, assigneeTeam, assigneeName }),
    priority,
    isForReview: isForReview(row, now),
    resolution,
    archiveUntil,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    archivedBy: row.archivedBy === null ? null : { id: row.archivedBy, name: archiverName },
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolvedBy: row.resolvedBy === null ? null : { id: row.resolvedBy, name: resolverName },
    regressedAt: row.regressedAt?.toISOString() ?? null,
    escalatedAt: row.escalatedAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
  };
}

/** The name of a person. Looked up rather than joined: each join doubles the time that it takes to plan the statement. */
const nameOf = (id: string) => `(SELECT u.name FROM app_user u WHERE u.id = ${id})`;

const SQL = `
  SELECT i.id, i.short_id AS number, i.type, i.message, i.culprit, i.function, i.location, i.level, i.platform,
         i.logger, i.is_unhandled AS "isUnhandled", i.status, i.first_seen AS "firstSeen",
         i.last_seen AS "lastSeen", i.first_release AS "firstRelease", i.last_release AS "lastRelease",
         i.event_count AS "eventCount", i.user_count AS "userCount", i.resolved_at AS "resolvedAt",
         i.resolved_by AS "resolvedBy", ${nameOf("i.resolved_by")} AS "resolverName", i.regressed_at AS "regressedAt",
         i.regressed_release AS "regressedRelease", i.escalated_at AS "escalatedAt", i.reviewed_at AS "reviewedAt",
         i.archived_at AS "archivedAt", i.archived_by AS "archivedBy", ${nameOf("i.archived_by")} AS "archiverName",
         i.assignee_user AS "assigneeUser", i.assignee_team AS "assigneeTeam",
         coalesce(${nameOf("i.assignee_user")}, (SELECT t.name FROM team t WHERE t.id = i.assignee_team)) AS "assigneeName", i.is_priority_set AS "isPrioritySet",
         i.comment_count AS "commentCount", ${stateSql("i")} AS state,
         n.bookmarked_at IS NOT NULL AS "isBookmarked", ${subscribedBy("= $4")} AS "isSubscribed",
         p.id AS "projectId", p.slug AS "projectSlug", p.name AS "projectName",
         p.platform AS "projectPlatform", p.short_prefix AS prefix
  FROM project p
  JOIN issue named ON named.project_id = p.id AND named.short_id = $2
  JOIN issue i ON i.project_id = p.id AND i.id = coalesce(named.merged_into, named.id)
  LEFT JOIN issue_person n ON n.project_id = i.project_id AND n.issue_id = i.id AND n.user_id = $4
  WHERE p.short_prefix = $1 AND ($3::int[] IS NULL OR p.id = ANY($3))`;
