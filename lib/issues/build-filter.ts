import type { Context } from "@/lib/context";
import { levelNumber } from "@/lib/events/level";
import { compileIssues, splitWords } from "@/lib/search/compile-issues";
import { issueTexts } from "@/lib/search/issue-texts";
import { emptyQuery, type IssueQuery } from "@/lib/search/read-issue-query";
import type { IssueFilter, IssuePeriod, IssueSort } from "./schemas";

const HOUR_MS = 3_600_000;
const PERIOD_HOURS: Record<IssuePeriod, number> = {
  "1h": 1,
  "24h": 24,
  "7d": 168,
  "14d": 336,
  "30d": 720,
  "90d": 2160,
};

/** The filter that lets every issue through, however old. */
export const everyIssue: IssueFilter = {
  projects: [],
  period: "90d",
  from: new Date(0).toISOString(),
  status: "all",
  levels: [],
  query: "",
};

/** An issue that a query names by its short id. */
export type NamedIssue = { projectId: number; number: number };

/** The parts of a query over issues. `i` is the issue, `p` its project; the caller correlates the two and adds `status`. */
export type FilterParts = {
  from: string;
  where: string;
  /** The conditions apart: on when it was seen, and on the issue's row. */
  seen: string;
  own: readonly string[];
  /** What the query asks: of the text `t` of an issue, as far as an index knows it, and of all else; null for nothing. */
  words: string | null;
  asked: string | null;
  /** The issue's id, of what is sorted by. */
  id: string;
  /** What a row shows and sorts by; with an environment filter these are the environment's own. */
  columns: Record<IssueSort, string>;
  /** Adds a value and returns its placeholder. */
  bind: (value: unknown) => string;
  params: unknown[];
  /** The projects that exist for who asks; null means all. `inProjects` makes a condition of it. */
  projectIds: readonly number[] | null;
  /** Who asks: what an issue is to a person is theirs. */
  userId: string;
};

/** What the query of a filter means. `named` takes its place when it was a short id. */
export type Asked = { query: IssueQuery; named: NamedIssue | null };

/** Turns a filter into SQL over issues whose every value is a parameter. Its query is taken from `asked`, not read again. */
export function buildFilter(
  ctx: Context,
  filter: IssueFilter,
  now: Date,
  { query, named }: Asked = { query: emptyQuery, named: null },
): FilterParts {
  const params: unknown[] = [];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const isScoped = filter.environment !== undefined;
  const source = isScoped ? "e" : "i";
  const columns: FilterParts["columns"] = {
    lastSeen: `${source}.last_seen`,
    firstSeen: `${source}.first_seen`,
    events: `${source}.event_count`,
    users: `${source}.user_count`,
  };
  const from = isScoped
    ? "issue i JOIN issue_environment e ON e.project_id = i.project_id AND e.issue_id = i.id"
    : "issue i";

  const seen = [`${columns.lastSeen} >= ${bind(startOf(filter, now))}`];
  if (isScoped) seen.push(`e.project_id = p.id AND e.environment = ${bind(filter.environment)}`);
  if (filter.to) seen.push(`${columns.lastSeen} <= ${bind(new Date(filter.to))}`);
  const own: string[] = [];
  if (filter.levels.length > 0)
    own.push(`i.level = ANY(${bind(filter.levels.map(levelNumber))}::smallint[])`);
  if (named) own.push(`i.project_id = ${bind(named.projectId)} AND i.short_id = ${bind(named.number)}`);
  else if (query.isHopeless) own.push("FALSE");
  const isAsked = !named && !query.isHopeless && query.ast.type !== "all";
  const scope = { now, actor: ctx.actor, bind, columns };
  const { words, rest } = splitWords(isAsked ? query.ast : { type: "all" }, scope);
  const asked = rest.type === "all" ? null : compileIssues(rest, scope);
  return {
    from,
    where: [...seen, ...own, ...(words ? [isWorded(words)] : []), asked ?? "TRUE"].join(" AND "),
    seen: seen.join(" AND "),
    own,
    asked,
    words,
    id: isScoped ? "e.issue_id" : "i.id",
    columns,
    bind,
    params,
    projectIds: ctx.actor.projectIds,
    userId: ctx.actor.userId,
  };
}

/** A condition that is asked of the index of texts once, and not of every issue. */
function isWorded(words: string): string {
  return `(i.project_id, i.id) IN (SELECT t.project_id, t.issue_id FROM ${issueTexts} WHERE ${words})`;
}

function startOf(filter: IssueFilter, now: Date): Date {
  if (filter.from) return new Date(filter.from);
  // A filter that only says "until" has no start.
  return filter.to ? new Date(0) : new Date(now.getTime() - PERIOD_HOURS[filter.period] * HOUR_MS);
}
