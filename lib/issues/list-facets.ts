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
const VALUES_OF_AN_ISSUE = 100;
/** Issues that are asked which tags they have. */
const ISSUES_ASKED_FOR_KEYS = 100;
/** Which tags are no facets of their own: parts of others that are. */
const PARTS = ["environment", "user.email", "user.username", "user.ip", "browser.name", "os.name"];

type Seen = { projectId: number; id: number; events: number; level: number };
type Matched = { seen: Seen[]; projectIds: number[]; ids: number[]; events: number; isMore: boolean };
type Counted = { key: string; value: string; events: number; issues: number; values: number };

/**
 * How the issues of a filter divide by some keys, from what is counted per issue: environments, levels, tags. The counts are
 * of all events of an issue, also when the filter names an environment or a period. Reads no more than the last seen 500
 * issues and 100 values of each per key, and says so.
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
  const { rows } = await pool().query<Seen>(
    `SELECT p.id AS "projectId", r.id, r.events, r.level
       FROM project p
      CROSS JOIN unnest(${bind(statusesOf(filter))}::text[]) AS s(status)
      CROSS JOIN LATERAL (
        SELECT i.id, i.level, i.event_count AS events, ${columns.lastSeen} AS seen
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
    seen,
    projectIds: seen.map(({ projectId }) => projectId),
    ids: seen.map(({ id }) => id),
    events: seen.reduce((sum, { events }) => sum + events, 0),
    isMore: rows.length > facetIssueLimit,
  };
}

async function countValues(matched: Matched, keys: readonly string[]): Promise<Counted[]> {
  if (matched.ids.length === 0) return [];
  const tags = [...new Set(keys.map(toStorable))].filter((key) => key !== "environment" && key !== "level");
  const [environments, tagged] = await Promise.all([
    keys.includes("environment") ? countEnvironments(matched) : Promise.resolve([]),
    tags.length > 0 ? countTags(matched, tags) : Promise.resolve([]),
  ]);
  return [...(keys.includes("level") ? countLevels(matched) : []), ...environments, ...tagged];
}

function countLevels({ seen }: Matched): Counted[] {
  const levels = new Map<number, Counted>();
  for (const { level, events } of seen) {
    const sum = levels.get(level) ?? { key: "level", value: String(level), events: 0, issues: 0, values: 1 };
    levels.set(level, { ...sum, events: sum.events + events, issues: sum.issues + 1 });
  }
  return [...levels.values()].sort((a, b) => b.events - a.events);
}

async function countEnvironments({ projectIds, ids }: Matched): Promise<Counted[]> {
  const { rows } = await pool().query<Counted>(
    `SELECT 'environment' AS key, v.environment AS value, sum(v.event_count)::bigint AS events, count(*)::int AS issues, 1 AS values
       FROM unnest($1::int[], $2::bigint[]) AS m(project_id, id)
       JOIN issue_environment v ON v.project_id = m.project_id AND v.issue_id = m.id
      WHERE v.environment <> ''
      GROUP BY v.environment ORDER BY events DESC, value LIMIT ${facetValueLimit}`,
    [projectIds, ids],
  );
  return rows;
}

/** `place` counts along while the values of one issue are read, of which the LIMIT keeps a busy one from being read whole. */
async function countTags({ projectIds, ids }: Matched, keys: readonly string[]): Promise<Counted[]> {
  const { rows } = await pool().query<Counted>(
    `WITH found AS (
       SELECT k.key, o.value, sum(o.count)::bigint AS events, count(*)::int AS issues, max(o.place)::int AS values
         FROM unnest($1::text[]) AS k(key)
        CROSS JOIN unnest($2::int[], $3::bigint[]) AS m(project_id, id)
        CROSS JOIN LATERAL (
          SELECT t.value, t.count, row_number() OVER () AS place FROM issue_tag t
           WHERE t.project_id = m.project_id AND t.issue_id = m.id AND t.key = k.key AND t.value <> ''
           LIMIT ${VALUES_OF_AN_ISSUE}
        ) AS o
        GROUP BY k.key, o.value
     )
     SELECT f.key, f.value, f.events, f.issues, f.most AS values
       FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY events DESC, value) AS place,
                    max(values) OVER (PARTITION BY key) AS most FROM found) AS f
      WHERE f.place <= ${facetValueLimit}
      ORDER BY f.key, f.place`,
    [keys, projectIds, ids],
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
