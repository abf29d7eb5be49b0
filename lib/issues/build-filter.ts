import { levelNumber } from "@/lib/events/level";
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

/** An issue that the text of a filter names by its short id. */
export type NamedIssue = { projectId: number; number: number };

/** The parts of a query over issues. `i` is the issue, `p` its project; the caller correlates the two and adds `status`. */
export type FilterParts = {
  from: string;
  where: string;
  /** What a row shows and sorts by; with an environment filter these are the environment's own. */
  columns: Record<IssueSort, string>;
  /** Adds a value and returns its placeholder. */
  bind: (value: unknown) => string;
  params: unknown[];
};

/**
 * Turns a filter into SQL over issues whose every value is a parameter. `named` replaces the text condition
 * when the text was a short id.
 */
export function buildFilter(filter: IssueFilter, now: Date, named: NamedIssue | null): FilterParts {
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

  const conditions = [`${columns.lastSeen} >= ${bind(startOf(filter, now))}`];
  if (isScoped) conditions.push(`e.project_id = p.id AND e.environment = ${bind(filter.environment)}`);
  if (filter.to) conditions.push(`${columns.lastSeen} <= ${bind(new Date(filter.to))}`);
  if (filter.levels.length > 0)
    conditions.push(`i.level = ANY(${bind(filter.levels.map(levelNumber))}::smallint[])`);
  if (named) {
    conditions.push(`i.project_id = ${bind(named.projectId)} AND i.short_id = ${bind(named.number)}`);
  } else {
    for (const term of termsOf(filter.query)) {
      conditions.push(
        `EXISTS (SELECT FROM issue_text t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND t.text LIKE ${bind(term)})`,
      );
    }
  }
  return { from, where: conditions.join(" AND "), columns, bind, params };
}

function startOf(filter: IssueFilter, now: Date): Date {
  if (filter.from) return new Date(filter.from);
  // A filter that only says "until" has no start.
  return filter.to ? new Date(0) : new Date(now.getTime() - PERIOD_HOURS[filter.period] * HOUR_MS);
}

/** The words of a text as LIKE patterns that match them literally, anywhere; at most 16. */
export function termsOf(text: string): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 16);
  return words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
}
