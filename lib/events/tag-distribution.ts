import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { issueNotFound, namedIssue, namedValues } from "./locate-issue";
import type { IssueTags, TagDistribution } from "./schemas";

const TOP_VALUES = 8;
const MAX_KEYS = 100;
const MAX_HASHES = 20;

/** Values of a tag that are read and added up. Of tags with more, those are looked for that most events have. */
const MOST_VALUES = 1000;

type Tag = { key: string; value: string; count: number; total: number | null; distinct: number };
type Row = { eventCount: number; hashes: string[]; tags: Tag[] | null };

/**
 * What the events of an issue have in common: per tag key its most frequent values (tags with several values, then
 * those that most events carry, first) and the grouping hashes that lead to the issue.
 * @throws NotFoundError for an unknown issue
 */
export async function tagDistribution(ctx: Context, shortId: string): Promise<IssueTags> {
  authorize(ctx, "issue:read");
  const { rows } = await pool().query<Row>({
    // Kept planned: to plan it takes as long as to read what a small issue has.
    name: "tag-distribution",
    text: SQL,
    values: [...namedValues(ctx, shortId), TOP_VALUES, TOP_VALUES * MAX_KEYS],
  });
  const [row] = rows;
  if (!row) throw issueNotFound(shortId);
  return { tags: shareOut(row), hashes: row.hashes };
}

/**
 * Hops from key to key. A tag of `MOST_VALUES` at most is read whole; of one with more, as many, and as many of those with 16
 * events or more, which an index has by magnitude: the work does not grow with the people that an issue has.
 */
const TAGS = `
  WITH RECURSIVE step AS (
    SELECT (SELECT t.key FROM issue_tag t WHERE t.project_id = n.project_id AND t.issue_id = n.id ORDER BY t.key LIMIT 1) AS key
    UNION ALL
    SELECT (SELECT t.key FROM issue_tag t
             WHERE t.project_id = n.project_id AND t.issue_id = n.id AND t.key > step.key ORDER BY t.key LIMIT 1)
      FROM step WHERE step.key IS NOT NULL
  )
  SELECT step.key, top.value, top.count, top.total, top."distinct"
    FROM step
   CROSS JOIN LATERAL (
     WITH few AS MATERIALIZED (
       SELECT t.value, t.count FROM issue_tag t
        WHERE t.project_id = n.project_id AND t.issue_id = n.id AND t.key = step.key ORDER BY t.value LIMIT ${MOST_VALUES + 1}
     ), sums AS MATERIALIZED (
       SELECT count(*) AS "distinct", sum(count)::bigint AS total FROM few
     )
     SELECT v.value, v.count, sums."distinct",
            CASE WHEN sums."distinct" <= ${MOST_VALUES} THEN sums.total END AS total
       FROM sums, (
         SELECT value, count FROM few
         UNION
         (SELECT t.value, t.count FROM issue_tag t
           WHERE (SELECT "distinct" FROM sums) > ${MOST_VALUES}
             AND t.project_id = n.project_id AND t.issue_id = n.id AND t.key = step.key AND t.magnitude IS NOT NULL
           ORDER BY t.magnitude DESC LIMIT ${MOST_VALUES})
       ) AS v
      ORDER BY v.count DESC, v.value LIMIT $4
   ) AS top
   ORDER BY top."distinct" > 1 DESC, coalesce(top.total, n.event_count) DESC, step.key, top.count DESC, top.value
   LIMIT $5`;

const HASHES = `
  SELECT h.hash FROM issue_hash h WHERE h.project_id = n.project_id AND h.issue_id = n.id ORDER BY h.hash LIMIT ${MAX_HASHES}`;

/** One row, also for an issue without tags; none for one that is not there. */
const SQL = `
  WITH n AS MATERIALIZED (${namedIssue("i.project_id, i.id, i.event_count")})
  SELECT n.event_count AS "eventCount", ARRAY(${HASHES}) AS hashes, (SELECT json_agg(one) FROM (${TAGS}) AS one) AS tags
    FROM n`;

function shareOut({ tags, eventCount }: Row): TagDistribution[] {
  const byKey = new Map<string, TagDistribution>();
  for (const { key, value, count, total: own, distinct } of tags ?? []) {
    const total = own ?? eventCount;
    const tag = byKey.get(key) ?? { key, total, distinct, values: [], otherShare: 1 };
    const share = count / total;
    tag.values.push({ value, count, share });
    tag.otherShare = Math.max(0, tag.otherShare - share);
    if (tag.values.length === distinct) tag.otherShare = 0;
    byKey.set(key, tag);
  }
  return [...byKey.values()].slice(0, MAX_KEYS);
}
