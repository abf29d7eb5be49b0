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
import { findKeys } from "./find-keys";
import { readTagValues } from "./read-tag-values";

/** Issues that are asked which tags they have. */
const ISSUES_ASKED_FOR_KEYS = 100;
/** Which tags are no facets of their own: parts of others that are. */
const PARTS = ["environment", "user.email", "user.username", "user.ip", "browser.name", "os.name"];

type Seen = { projectId: number; id: number; events: number; level: number };
type Matched = { seen: Seen[]; projectIds: number[]; ids: number[]; events: number; isMore: boolean };
type Counted = { key: string; value: string; events: number; issues: number; isCut: boolean };

/**
 * How the issues of a filter divide by some keys, from what is counted per issue: environments, levels, tags. The counts are
 * of all events of an issue, also when the filter names an environment or a period. Reads no more than the last seen 500
 * issues, and of each that has more than 100 values of a key those with 16 events or more and a few others; it says so.
 */
export async function listFacets(ctx: Context, input: ListFacetsInput): Promise<IssueFacets> {
  authorize(ctx, "issue:read");
  const { keys, ...filter } = input;
  const matched = await findMatched(await prepareFilter(ctx, filter, new Date()));
  const [counted, others] = await Promise.all([countValues(matched, keys), listOtherKeys(matched)]);
  const isCut = counted.some((one) => one.isCut);
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

/** The last seen of the issues that match. */
async function findMatched({ filter, parts }: PreparedFilter): Promise<Matched> {
  const keys = findKeys(filter, parts, { sort: "lastSeen", limit: facetIssueLimit + 1 });
  const { rows } = await pool().query<Seen>(
    `WITH found AS MATERIALIZED (${keys})
     SELECT i.project_id AS "projectId", i.id, i.event_count AS events, i.level
       FROM found f JOIN issue i ON i.project_id = f.project_id AND i.id = f.id
      ORDER BY f.value DESC, f.id DESC`,
    parts.params,
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
    keys.includes("environment") ? countEnvironments(matched) : [],
    tags.length > 0 ? countTags(matched, tags) : [],
  ]);
  return [...(keys.includes("level") ? countLevels(matched) : []), ...environments, ...tagged];
}

function countLevels({ seen }: Matched): Counted[] {
  const levels = new Map<number, Counted>();
  for (const { level, events } of seen) {
    const sum = levels.get(level) ?? {
      key: "level",
      value: String(level),
      events: 0,
      issues: 0,
      isCut: false,
    };
    levels.set(level, { ...sum, events: sum.events + events, issues: sum.issues + 1 });
  }
  return [...levels.values()].sort((a, b) => b.events - a.events);
}

async function countEnvironments({ projectIds, ids }: Matched): Promise<Counted[]> {
  const { rows } = await pool().query<Counted>(
    `SELECT 'environment' AS key, v.environment AS value, sum(v.event_count)::bigint AS events, count(*)::int AS issues, false AS "isCut"
       FROM unnest($1::int[], $2::bigint[]) AS m(project_id, id)
       JOIN issue_environment v ON v.project_id = m.project_id AND v.issue_id = m.id
      WHERE v.environment <> ''
      GROUP BY v.environment ORDER BY events DESC, value LIMIT ${facetValueLimit}`,
    [projectIds, ids],
  );
  return rows;
}

async function countTags({ seen }: Matched, keys: readonly string[]): Promise<Counted[]> {
  const issues = await readTagValues(seen, keys);
  return keys.flatMap((key) => {
    const sums = new Map<string, Counted>();
    let isCut = false;
    for (const tags of issues) {
      const tag = tags.get(key);
      isCut ||= tag?.isCut ?? false;
      for (const [value, count] of tag?.values ?? []) {
        if (value === "") continue;
        const sum = sums.get(value) ?? { key, value, events: 0, issues: 0, isCut: false };
        sum.events += count;
        sum.issues++;
        sums.set(value, sum);
      }
    }
    return [...sums.values()]
      .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1))
      .slice(0, facetValueLimit)
      .map((sum) => ({ ...sum, isCut }));
  });
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
