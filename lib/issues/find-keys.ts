import { ONE_BY_ONE } from "@/lib/search/conditions/scope";
import { issueTexts } from "@/lib/search/issue-texts";
import type { FilterParts } from "./build-filter";
import { type IssueFilter, type IssueSort, type IssueStatus, issueStatuses } from "./schemas";

/** Texts with the words of a query that are listed before anything else is asked, for each issue that is wanted. */
const MOST_WORDED = 40;

/** Keys that are looked at before all are sorted, for each issue that is wanted. */
const FIRST_LOOK = 4;

/** In SQL over `i` and `p`: whatever an issue is asked that its key does not tell. */
const OF_THE_ROW = /\b(?:i\.(?!project_id\b|id\b)|p\.)/;

export type KeyQuery = {
  sort: IssueSort;
  limit: number;
  /** One more condition over the columns that are sorted by, `p` and the parts' `id`, with its values bound to the parts. */
  and?: string | undefined;
  /** The same over `i`. */
  andOwn?: string | undefined;
};

/** The statuses that a filter lets through. */
export function statusesOf(filter: IssueFilter): readonly IssueStatus[] {
  return filter.status === "all" ? issueStatuses : [filter.status];
}

/** The condition on `p` that keeps the chosen projects, of those that exist for who asks. */
export function inProjects(filter: IssueFilter, { bind, projectIds }: FilterParts): string {
  const ids = bind(projectIds);
  const visible = `(${ids}::int[] IS NULL OR p.id = ANY(${ids}::int[]))`;
  return filter.projects.length > 0
    ? `${visible} AND p.slug = ANY(${bind(filter.projects)}::text[])`
    : visible;
}

/**
 * SQL for the first issues of a filter in descending order, as `project_id`, `id` and `value`. In the order of an index,
 * where there is one and no query has to be asked; else the keys of all are sorted first, and one after the other is asked
 * until there are enough.
 */
export function findKeys(filter: IssueFilter, parts: FilterParts, query: KeyQuery): string {
  const isIndexed = filter.environment === undefined || query.sort === "lastSeen";
  const isAsked = parts.asked !== null || parts.words !== null;
  return !isAsked && isIndexed ? walk(filter, parts, query) : sortFirst(filter, parts, query);
}

function all(conditions: readonly (string | null | undefined)[]): string {
  return conditions.filter((one) => one !== null && one !== undefined).join(" AND ");
}

/**
 * Each project and status reads its own part from the index and stops at the limit, so that the work does not grow with
 * the number of issues when sorted by time; by events and users, the index holds all it takes. The index of an environment
 * knows no status: there each project is read once, because a walk for the rare status alone passes all the others.
 */
function walk(filter: IssueFilter, parts: FilterParts, query: KeyQuery): string {
  const { from, where, columns, bind } = parts;
  const limit = bind(query.limit);
  const value = columns[query.sort];
  const statuses = `${bind(statusesOf(filter))}::text[]`;
  const isByStatus = filter.environment === undefined;
  return `
      SELECT p.id AS project_id, r.id, r.value
        FROM project p${isByStatus ? ` CROSS JOIN unnest(${statuses}) AS s(status)` : ""}
       CROSS JOIN LATERAL (
         SELECT i.id, ${value} AS value
           FROM ${from}
          WHERE ${all(["i.project_id = p.id", `i.status = ${isByStatus ? "s.status" : `ANY(${statuses})`}`, where, query.and, query.andOwn])}
          ORDER BY ${value} DESC, i.id DESC
          LIMIT ${limit}
       ) AS r
       WHERE ${inProjects(filter, parts)}
       ORDER BY r.value DESC, r.id DESC, p.id DESC
       LIMIT ${limit}`;
}

/**
 * What a query costs is asking an issue for its tags. In the order that is wanted, most queries have their page long before
 * the last issue. Rare words are looked up in the index of texts first; common ones are soon found without it. The row of an
 * issue is read only where a condition is about it: tags and texts have the same key.
 */
function sortFirst(filter: IssueFilter, parts: FilterParts, query: KeyQuery): string {
  const { seen, own, asked, words, id, columns, bind } = parts;
  const statuses = `i.status = ANY(${bind(statusesOf(filter))}::text[])`;
  const environment = filter.environment === undefined ? null : bind(filter.environment);
  const most = MOST_WORDED * query.limit;
  // Common words are asked of one issue after the other, like the rest.
  const isCommon = `(SELECT count(*) FROM worded) > ${most}`;
  const isWorded =
    words === null ? null : `(${isCommon} OR (p.id, ${id}) IN (SELECT project_id, issue_id FROM worded))`;
  const hasWords =
    words === null
      ? null
      : `(NOT ${isCommon} OR EXISTS (SELECT FROM issue_text t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND ${words} ${ONE_BY_ONE}))`;
  const [table, source] = environment === null ? ["issue", "i"] : ["issue_environment", "e"];
  const inSource = environment === null ? statuses : null;
  // Asked once, and not joined: of so many keys, each join is a fourth of the work.
  const projects = `ARRAY(SELECT p.id FROM project p WHERE ${inProjects(filter, parts)})`;
  const joined =
    environment === null
      ? ""
      : `JOIN issue_environment e ON e.project_id = i.project_id AND e.issue_id = i.id AND e.environment = ${environment}`;
  const worded =
    words === null
      ? ""
      : `WITH worded AS MATERIALIZED (
         SELECT t.project_id, t.issue_id FROM ${issueTexts} WHERE ${words} LIMIT ${most + 1}
       )`;
  const conditions = [...own, asked, hasWords, query.andOwn];
  const isOfRow = environment !== null || OF_THE_ROW.test(all(conditions));
  const fits = isOfRow
    ? `FROM issue i JOIN project p ON p.id = i.project_id ${joined}
           WHERE ${all(["i.project_id = k.project_id", "i.id = k.id", statuses, ...conditions])}`
    : `FROM (SELECT k.project_id, k.id) AS i WHERE ${all(conditions)}`;
  const keys = `SELECT p.id AS project_id, ${id} AS id, ${columns[query.sort]} AS value
            FROM ${table} ${source} CROSS JOIN LATERAL (SELECT ${source}.project_id AS id) AS p
           WHERE ${all([`${source}.project_id = ANY(${projects})`, inSource, seen, query.and, isWorded])}
           ORDER BY value DESC, id DESC, project_id DESC`;
  const limit = bind(query.limit);
  const asking = (some: string) => `
      SELECT k.project_id, k.id, k.value
        FROM (${some}) AS k
       CROSS JOIN LATERAL (
          SELECT ${fits}
           ${ONE_BY_ONE}
        ) AS fits
       ORDER BY k.value DESC, k.id DESC, k.project_id DESC
       LIMIT ${limit}`;
  if (asked !== null || words !== null) return `${worded}${asking(keys)}`;
  // Without a query most issues fit: to find the first few is half the work of sorting all. Where they do not, the others follow.
  const first = FIRST_LOOK * query.limit;
  return `WITH first AS MATERIALIZED (${asking(`${keys} LIMIT ${first}`)})
      SELECT * FROM (
        SELECT * FROM first
         UNION ALL
        SELECT * FROM (${asking(`${keys} OFFSET ${first}`)}) AS others WHERE (SELECT count(*) FROM first) < ${limit}
      ) AS every
       ORDER BY value DESC, id DESC, project_id DESC
       LIMIT ${limit}`;
}
