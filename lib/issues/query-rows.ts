import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import type { FilterParts } from "./build-filter";
import { findKeys, type KeyQuery } from "./find-keys";
import { readTrends, type Trends } from "./read-trends";
import type { IssueFilter, IssueRow, IssueStatus } from "./schemas";
import { formatShortId } from "./short-id";
import { assigneeOf } from "./workflow/assignee-of";
import { priorityName } from "./workflow/priority";
import { isForReview, substatusOf } from "./workflow/substatus";

const DAY_MS = 86_400_000;

/** An issue as it comes from the tables, before its trend is known. */
export type StoredRow = {
  projectId: number;
  slug: string;
  name: string;
  prefix: string;
  id: number;
  number: number;
  type: string;
  message: string;
  culprit: string;
  function: string | null;
  location: string | null;
  level: number;
  status: IssueStatus;
  regressedAt: Date | null;
  escalatedAt: Date | null;
  reviewedAt: Date | null;
  /** When the issue itself was first seen, whatever the environment. */
  appearedAt: Date;
  assigneeUser: string | null;
  assigneeTeam: string | null;
  assigneeName: string | null;
  priority: number;
  commentCount: number;
  isBookmarked: boolean;
  firstSeen: Date;
  lastSeen: Date;
  eventCount: number;
  userCount: number;
};

/** The first rows of a filter in descending order: only keys are sorted, the rows are read when it is known which. */
export async function queryRows(
  filter: IssueFilter,
  parts: FilterParts,
  query: KeyQuery,
): Promise<StoredRow[]> {
  const { columns, bind, params } = parts;
  const sql = `
    WITH found AS MATERIALIZED (${findKeys(filter, parts, query)}
    )
    SELECT p.id AS "projectId", p.slug, p.name, p.short_prefix AS prefix, i.id, i.short_id AS number, i.type, i.message,
           i.culprit, i.function, i.location, i.level, i.status, i.regressed_at AS "regressedAt",
           i.escalated_at AS "escalatedAt", i.reviewed_at AS "reviewedAt", i.first_seen AS "appearedAt",
           i.assignee_user AS "assigneeUser", i.assignee_team AS "assigneeTeam", i.priority, i.comment_count AS "commentCount",
           ${columns.firstSeen} AS "firstSeen", ${columns.lastSeen} AS "lastSeen",
           ${columns.events} AS "eventCount", ${columns.users} AS "userCount",
           CASE WHEN i.assignee_user IS NOT NULL THEN (SELECT u.name FROM app_user u WHERE u.id = i.assignee_user)
                WHEN i.assignee_team IS NOT NULL THEN (SELECT t.name FROM team t WHERE t.id = i.assignee_team)
           END AS "assigneeName",
           coalesce((SELECT n.bookmarked_at IS NOT NULL FROM issue_person n
                      WHERE n.project_id = i.project_id AND n.issue_id = i.id AND n.user_id = ${bind(parts.userId)}), false) AS "isBookmarked"
      FROM found f
      JOIN project p ON p.id = f.project_id
      JOIN issue i ON i.project_id = f.project_id AND i.id = f.id${environmentOf(filter, bind)}
     ORDER BY f.value DESC, f.id DESC, f.project_id DESC`;
  const { rows } = await pool().query<StoredRow>(sql, params);
  return rows;
}

/** What an environment's own columns are read from, under the name that a filter's conditions give it. */
function environmentOf({ environment }: IssueFilter, bind: FilterParts["bind"]): string {
  if (environment === undefined) return "";
  return `
      JOIN issue_environment e ON e.project_id = i.project_id AND e.issue_id = i.id AND e.environment = ${bind(environment)}`;
}

/** Rows as the list shows them, with the trends of exactly these issues. */
export async function finishRows(
  rows: readonly StoredRow[],
  environment: string | undefined,
  now: Date,
): Promise<IssueRow[]> {
  const trends = await readTrends(rows, environment, now);
  return rows.map((row, index) => finishRow(row, trends[index], now));
}

function finishRow(row: StoredRow, trends: Trends | undefined, now: Date): IssueRow {
  const standing = { ...row, firstSeen: row.appearedAt };
  const substatus = substatusOf(standing, now);
  return {
    shortId: formatShortId(row.prefix, row.number),
    project: { slug: row.slug, name: row.name },
    type: row.type,
    message: row.message,
    culprit: row.culprit,
    function: row.function,
    location: row.location,
    level: levelName(row.level),
    status: row.status,
    isNew: now.getTime() - row.firstSeen.getTime() < DAY_MS,
    isRegressed: substatus === "regressed",
    substatus,
    assignee: assigneeOf(row),
    priority: priorityName(row.priority),
    commentCount: row.commentCount,
    isBookmarked: row.isBookmarked,
    isForReview: isForReview(standing, now),
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    eventCount: row.eventCount,
    userCount: row.userCount,
    trend24h: trends?.hours ?? [],
    trend14d: trends?.days ?? [],
  };
}
