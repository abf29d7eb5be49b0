import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { logLanguage } from "@/lib/logs/query/language";
import { parse } from "@/lib/search/grammar/parse";
import { writeAddress } from "@/lib/views/write-address";

/** What is measured, for people: `events matching level:error`. */
export function describeSubject({ dataset, query, measure }: ThresholdCondition): string {
  const what = dataset === "logs" ? "log lines" : "events";
  const matching = (text: string) => (text.trim() === "" ? what : `${what} matching ${text.trim()}`);
  switch (measure.kind) {
    case "unique":
      return `unique ${measure.field} of ${matching(query)}`;
    case "average":
      return `average ${measure.field} of ${matching(query)}`;
    case "percentile":
      return `p${measure.percentile} of ${measure.field} of ${matching(query)}`;
    case "ratio":
      return `${matching(query)}, of all ${matching(measure.other)}`;
    case "new_pattern":
      return `new patterns of ${matching(query)}`;
    default:
      return matching(query);
  }
}

/** What a value counts in. */
export function unitOf({ measure, changeFrom }: ThresholdCondition): "" | "%" | "/min" {
  if (measure.kind === "ratio" || changeFrom !== null) return "%";
  return measure.kind === "rate" ? "/min" : "";
}

/** The query of one group: what is asked of all, and the group; stages of a pipeline come after both. */
export function queryOf({ dataset, query, groupBy }: ThresholdCondition, group: string): string {
  if (groupBy.length === 0) return query;
  const rest = dataset === "logs" ? parse(query, logLanguage).rest : null;
  // The bar is the last of what comes before the rest, or, where nothing does, its first.
  const [own, stages] =
    rest === null
      ? [query.trim(), ""]
      : [query.slice(0, Math.max(0, rest.from - 1)).trim(), rest.text.replace(/^\|/, "")];
  const filter = own === "" ? group : `${/\sOR\s/.test(own) ? `(${own})` : own} ${group}`;
  return rest === null ? filter : `${filter} |${stages}`;
}

/** Address of the search that shows what was measured, at that time. */
export function searchPathOf(
  condition: ThresholdCondition,
  { group, projects, from, to }: { group: string; projects: string[]; from: Date; to: Date },
): string {
  const query = queryOf(condition, group);
  const times = { from: from.toISOString(), to: to.toISOString() };
  if (condition.dataset === "logs")
    return `/logs?${new URLSearchParams({ query, project: projects.join(","), ...times })}`;
  const address = writeAddress({
    projects,
    period: "14d",
    status: "all",
    levels: [],
    query,
    sort: "lastSeen",
    ...times,
  });
  return `/issues?${address}`;
}
