import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { prepareFilter } from "./prepare-filter";
import { inProjects } from "./find-keys";
import { countLimit, type IssueCounts, type IssueFilter, type IssueStatus, issueStatuses } from "./schemas";

/**
 * How many issues each tab holds under the other filters. Counting stops just above `countLimit` in every
 * status, and reads issues, never events.
 */
export async function countIssues(ctx: Context, filter: IssueFilter): Promise<IssueCounts> {
  authorize(ctx, "issue:read");
  const { parts } = await prepareFilter(ctx, filter, new Date());
  const { from, where, bind, params } = parts;
  const sql = `
    SELECT s.status, n.count
      FROM unnest(${bind(issueStatuses)}::text[]) AS s(status)
     CROSS JOIN LATERAL (
       SELECT count(*) AS count FROM (
         SELECT FROM project p CROSS JOIN LATERAL (
           SELECT FROM ${from} WHERE i.project_id = p.id AND i.status = s.status AND ${where} LIMIT ${countLimit + 1}
         ) AS one
         WHERE ${inProjects(filter, parts)}
         LIMIT ${countLimit + 1}
       ) AS every
     ) AS n`;
  const { rows } = await pool().query<{ status: IssueStatus; count: number }>(sql, params);
  const counts: IssueCounts = { unresolved: 0, resolved: 0, archived: 0, all: 0 };
  for (const { status, count } of rows) {
    counts[status] = count;
    counts.all += count;
  }
  return counts;
}
