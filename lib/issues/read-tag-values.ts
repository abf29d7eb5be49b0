import { pool } from "@/lib/db/pool";
import { ONE_BY_ONE } from "@/lib/search/conditions/scope";
import { recallTags, rememberTags, type TagValues } from "./tag-memory";

/** Values that are read of one issue and key: a busy issue can have one for each of its users. */
const MOST_VALUES = 100;
/** Values of those with more that are read whatever their count, so that no tag looks as if it had none. */
const SOME_VALUES = 20;

type Issue = { projectId: number; id: number; events: number };

/** The values of some tags of some issues, per issue in their order, by key. `events` is the issue's counter, as it was just read. */
export async function readTagValues(
  issues: readonly Issue[],
  keys: readonly string[],
): Promise<ReadonlyMap<string, TagValues>[]> {
  const known = issues.map(({ id, events }) => recallTags(id, events));
  const unknown = issues.filter((_, index) => keys.some((key) => !known[index]?.has(key)));
  const missing = keys.filter((key) => known.some((tags) => !tags.has(key)));
  // For Postgres one query is one core.
  const halves = [0, 1].map((half) => unknown.filter((_, index) => index % 2 === half));
  const read = await Promise.all(halves.map((half) => query(half, missing)));
  const found = new Map(read.flatMap((half) => [...half]));
  return issues.map(({ id }, index) => new Map([...(known[index] ?? []), ...(found.get(id) ?? [])]));
}

type Row = { place: number; key: string; isCut: boolean; counts: Record<string, number> | null };

/**
 * An issue with few values of a key is read whole; of one with more, those with 16 events and more, which an index has by
 * magnitude, and some others. Issue by issue: the tags that came with its first event lie side by side.
 */
const VALUES = `
  SELECT m.place::int AS place, o.key, o."isCut", o.counts
    FROM unnest($2::int[], $3::bigint[]) WITH ORDINALITY AS m(project_id, id, place)
   CROSS JOIN LATERAL (
     SELECT k.key, n.quantity > ${MOST_VALUES} AS "isCut", v.counts
       FROM unnest($1::text[]) AS k(key)
      CROSS JOIN LATERAL (
        SELECT count(*) AS quantity FROM (
          SELECT FROM issue_tag t WHERE t.project_id = m.project_id AND t.issue_id = m.id AND t.key = k.key LIMIT ${MOST_VALUES + 1}
        ) AS few
      ) AS n
      CROSS JOIN LATERAL (
        SELECT json_object_agg(one.value, one.count) AS counts FROM (
          SELECT t.value, t.count FROM issue_tag t
           WHERE n.quantity <= ${MOST_VALUES} AND t.project_id = m.project_id AND t.issue_id = m.id AND t.key = k.key
          UNION
          (SELECT t.value, t.count FROM issue_tag t
            WHERE n.quantity > ${MOST_VALUES} AND t.project_id = m.project_id AND t.issue_id = m.id AND t.key = k.key
            ORDER BY t.value LIMIT ${SOME_VALUES})
          UNION
          (SELECT t.value, t.count FROM issue_tag t
            WHERE n.quantity > ${MOST_VALUES} AND t.project_id = m.project_id AND t.issue_id = m.id AND t.key = k.key
              AND t.magnitude IS NOT NULL
            ORDER BY t.magnitude DESC LIMIT ${MOST_VALUES})
        ) AS one
      ) AS v
     ${ONE_BY_ONE}
   ) AS o`;

async function query(
  issues: readonly Issue[],
  keys: readonly string[],
): Promise<Map<number, Map<string, TagValues>>> {
  if (issues.length === 0) return new Map();
  const { rows } = await pool().query<Row>(VALUES, [
    keys,
    issues.map(({ projectId }) => projectId),
    issues.map(({ id }) => id),
  ]);
  const found = new Map(issues.map(({ id }) => [id, new Map<string, TagValues>()]));
  for (const { place, key, isCut, counts } of rows) {
    const issue = issues[place - 1];
    if (!issue) continue;
    const read = { values: Object.entries(counts ?? {}), isCut };
    found.get(issue.id)?.set(key, read);
    rememberTags(issue.id, issue.events, key, read);
  }
  return found;
}
