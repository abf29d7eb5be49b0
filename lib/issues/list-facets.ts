import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import { toStorable } from "@/lib/search/conditions/to-pattern";
import { standardFacets } from "@/lib/search/fields/standard-facets";
import {
  facetIssueLimit,
  facetValueLimit,
  type FacetValue,
  type IssueFacets,
  type ListFacetsInput,
  otherFacetLimit,
} from "./facet-schemas";
import { type PreparedFilter, prepareFilter } from "./prepare-filter";
import { inProjects, statusesOf } from "./query-rows";

/** Values that are read of one issue and key: a busy issue can have one for each of its users. */
const VALUES_OF_AN_ISSUE = 200;
/** Issues that are asked which tags they have. */
const ISSUES_ASKED_FOR_KEYS = 100;
/** Which tags are no facets of their own: parts of others that are. */
const PARTS = ["environment", "user.email", "user.username", "user.ip", "browser.name", "os.name"];

type Matched = { projectIds: number[]; ids: number[]; events: number; isMore: boolean };
type Counted = { key: string; value: string; events: number; issues: number; values: number };

/**
 * How the issues of a filter divide by some keys, from what is counted per issue: environments, levels, tags. The counts are
 * of all events of an issue, also when the filter names an environment or a period. Reads no more than the last seen 500
 * issues and 200 values of each per key, and says so.
 */
export async function listFacets(ctx: Context, input: ListFacetsInput): Promise<IssueFacets> {
  authorize(ctx, "issue:read");
  const { keys, ...filter } = input;
  const matched = await findMatched(await prepareFilter(ctx, filter, new Date()));
  const [counted, others] = await Promise.all([countValues(matched, keys), listOtherKeys(matched)]);
  const isCut = counted.some(({ values }) => values >= VALUES_OF_AN_ISSUE);
  return {
    issues: matched.ids.length,
    isSample: matched.isMore || isCut,
    facets: keys.map((key) => ({
      key,
      values: counted.filter((one) => one.key === toStorable(key)).map((one) => shown(one, matched.events)),
    })),
    others,
  };
}

function shown({ key, value, events, issues }: Counted, total: number): FacetValue {
  const share = total > 0 ? Math.min(1, events / total) : 0;
  return { value: key === "level" ? levelName(Number(value)) : value, events, issues, share };
}

/** The last seen of the issues that match, each project and status from its own index. */
async function findMatched({ filter, parts }: PreparedFilter): Promise<Matched> {
  const { from, where, columns, bind, params } = parts;
  const limit = bind(facetIssueLimit + 1);
  const { rows } = await pool().query<{ projectId: number; id: number; events: number }>(
    `SELECT p.id AS "projectId", r.id, r.events
       FROM project p
      CROSS JOIN unnest(${bind(statusesOf(filter))}::text[]) AS s(status)
      CROSS JOIN LATERAL (
        SELECT i.id, i.event_count AS events, ${columns.lastSeen} AS seen
          FROM ${from}
         WHERE i.project_id = p.id AND i.status = s.status AND ${where}
         ORDER BY seen DESC, i.id DESC LIMIT ${limit}
      ) AS r
      WHERE ${inProjects(filter, parts)}
      ORDER BY r.seen DESC, r.id DESC LIMIT ${limit}`,
    params,
  );
  const seen = rows.slice(0, facetIssueLimit);
  return {
    projectIds: seen.map(({ projectId }) => projectId),
    ids: seen.map(({ id }) => id),
    events: seen.reduce((sum, { events }) => sum + events, 0),
    isMore: rows.length > facetIssueLimit,
  };
}

/** What one issue has of a key, as rows of value and events. The LIMIT keeps a busy issue from being read whole. */
const VALUES_OF = `
  SELECT v.environment AS value, v.event_count AS events FROM issue_environment v
   WHERE k.key = 'environment' AND v.project_id = m.project_id AND v.issue_id = m.id AND v.environment <> ''
  UNION ALL
  SELECT i.level::text, i.event_count FROM issue i
   WHERE k.key = 'level' AND i.project_id = m.project_id AND i.id = m.id
  UNION ALL
  (SELECT t.value, t.count FROM issue_tag t
    WHERE k.key NOT IN ('environment', 'level') AND t.project_id = m.project_id AND t.issue_id = m.id AND t.key = k.key
      AND t.value <> '' LIMIT ${VALUES_OF_AN_ISSUE})`;

async function countValues({ projectIds, ids }: Matched, keys: readonly string[]): Promise<Counted[]> {
  if (ids.length === 0 || keys.length === 0) return [];
  const { rows } = await pool().query<Counted>(
    `WITH found AS (
       SELECT k.key, o.value, sum(o.events)::bigint AS events, count(*)::int AS issues, max(o.values)::int AS values
         FROM unnest($1::text[]) AS k(key)
        CROSS JOIN unnest($2::int[], $3::bigint[]) AS m(project_id, id)
        CROSS JOIN LATERAL (SELECT one.*, count(*) OVER () AS values FROM (${VALUES_OF}) AS one) AS o
        GROUP BY k.key, o.value
     )
     SELECT f.key, f.value, f.events, f.issues, max(f.values) OVER (PARTITION BY f.key) AS values
       FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY events DESC, value) AS place FROM found) AS f
      WHERE f.place <= ${facetValueLimit}
      ORDER BY f.key, f.place`,
    [[...new Set(keys.map(toStorable))], projectIds, ids],
  );
  return rows;
}

/** The keys of tags, hopping from one to the next in the index: an issue's values are not read. */
async function listOtherKeys({ projectIds, ids }: Matched): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool().query<{ key: string }>(
    `SELECT k.key
       FROM unnest($1::int[], $2::bigint[]) AS m(project_id, id)
      CROSS JOIN LATERAL (
        WITH RECURSIVE hop AS (
          (SELECT t.key FROM issue_tag t WHERE t.project_id = m.project_id AND t.issue_id = m.id ORDER BY t.key LIMIT 1)
          UNION ALL
          SELECT (SELECT t.key FROM issue_tag t
                   WHERE t.project_id = m.project_id AND t.issue_id = m.id AND t.key > hop.key ORDER BY t.key LIMIT 1)
            FROM hop WHERE hop.key IS NOT NULL
        )
        SELECT hop.key FROM hop WHERE hop.key IS NOT NULL LIMIT 200
      ) AS k
      WHERE NOT k.key = ANY($3::text[])
      GROUP BY k.key ORDER BY count(*) DESC, k.key LIMIT ${otherFacetLimit}`,
    [
      projectIds.slice(0, ISSUES_ASKED_FOR_KEYS),
      ids.slice(0, ISSUES_ASKED_FOR_KEYS),
      [...standardFacets, ...PARTS],
    ],
  );
  return rows.map(({ key }) => key);
}
