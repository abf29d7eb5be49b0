import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { type IssueLocation, locateIssue } from "./locate-issue";
import type { IssueTags, TagDistribution } from "./schemas";

const TOP_VALUES = 8;
const MAX_KEYS = 100;
const MAX_HASHES = 20;

type Row = { key: string; value: string; count: number; total: number; distinct: number };

/**
 * What the events of an issue have in common: per tag key its most frequent values (tags with several values, then
 * those that most events carry, first) and the grouping hashes that lead to the issue.
 * @throws NotFoundError for an unknown issue
 */
export async function tagDistribution(ctx: Context, shortId: string): Promise<IssueTags> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const [tags, hashes] = await Promise.all([readTags(issue), readHashes(issue)]);
  return { tags, hashes };
}

async function readTags({ projectId, issueId }: IssueLocation): Promise<TagDistribution[]> {
  const { rows } = await pool().query<Row>(
    `WITH RECURSIVE step AS (
       SELECT (SELECT t.key FROM issue_tag t WHERE t.project_id = $1 AND t.issue_id = $2 ORDER BY t.key LIMIT 1) AS key
       UNION ALL
       SELECT (SELECT t.key FROM issue_tag t WHERE t.project_id = $1 AND t.issue_id = $2 AND t.key > step.key ORDER BY t.key LIMIT 1)
         FROM step WHERE step.key IS NOT NULL
     )
     SELECT step.key, top.value, top.count, top.total, top."distinct"
       FROM step
      CROSS JOIN LATERAL (
        SELECT t.value, t.count, (sum(t.count) OVER ())::bigint AS total, count(*) OVER () AS "distinct"
          FROM issue_tag t WHERE t.project_id = $1 AND t.issue_id = $2 AND t.key = step.key
         ORDER BY t.count DESC, t.value LIMIT $3
      ) AS top
      ORDER BY top."distinct" > 1 DESC, top.total DESC, step.key, top.count DESC, top.value
      LIMIT $4`,
    [projectId, issueId, TOP_VALUES, TOP_VALUES * MAX_KEYS],
  );
  const byKey = new Map<string, TagDistribution>();
  for (const { key, value, count, total, distinct } of rows) {
    const tag = byKey.get(key) ?? { key, total, distinct, values: [], otherShare: 1 };
    const share = count / total;
    tag.values.push({ value, count, share });
    tag.otherShare = Math.max(0, tag.otherShare - share);
    if (tag.values.length === distinct) tag.otherShare = 0;
    byKey.set(key, tag);
  }
  return [...byKey.values()].slice(0, MAX_KEYS);
}

async function readHashes({ projectId, issueId }: IssueLocation): Promise<string[]> {
  const { rows } = await pool().query<{ hash: string }>(
    "SELECT hash FROM issue_hash WHERE project_id = $1 AND issue_id = $2 ORDER BY hash LIMIT $3",
    [projectId, issueId, MAX_HASHES],
  );
  return rows.map((row) => row.hash);
}
