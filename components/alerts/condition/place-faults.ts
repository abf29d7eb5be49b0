import type { DraftFault } from "@/components/alerts/section-props";

const HEAD = "definition.condition.";

/**
 * What is wrong with a condition, by its place in it (`critical`, `schedule.cron`), and what has no place in the sentence.
 * `fields` are those of the back-test, which knows first.
 */
export function placeFaults(
  faults: readonly DraftFault[],
  fields: Readonly<Record<string, string>>,
): { faultAt: (path: string) => string | undefined; rest: string[] } {
  const placed = new Map<string, string>();
  for (const { path, message } of faults)
    if (path.startsWith(HEAD)) placed.set(path.slice(HEAD.length), message);
  for (const [path, message] of Object.entries(fields)) {
    const own = path.replace(/^(?:definition\.)?condition\./, "");
    if (own !== path) placed.set(own, message);
  }
  const rest = [...placed].flatMap(([path, message]) => (PLACES.has(path) ? [] : [message]));
  return { faultAt: (path) => placed.get(path), rest: [...new Set(rest)] };
}

/** Places that show what is wrong with them. */
const PLACES = new Set([
  "triggers",
  "seen.count",
  "seen.withinMinutes",
  "measure.percentile",
  "windowMinutes",
  "critical",
  "warning",
  "resolve",
  "clearMinutes",
  "checks",
  "minimum",
  "schedule.cron",
  "schedule.timeZone",
]);
