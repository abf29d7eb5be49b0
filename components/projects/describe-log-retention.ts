import type { Project } from "@/lib/projects/schemas";

/** Levels of log lines in the order in which their days are stored. */
export const logLevelNames = ["debug", "information", "warning", "error"] as const;

/** How long lines are kept, as a sentence: "Lines of level debug go after 3 days, all others after 30 days." */
export function describeLogRetention({
  logRetentionDays: all,
  logLevelDays,
}: Pick<Project, "logRetentionDays" | "logLevelDays">): string {
  const groups = new Map<number, string[]>();
  for (const [at, name] of logLevelNames.entries()) {
    const own = logLevelDays[at] ?? 0;
    // What is said to stay longer than all stays as long as all.
    if (own > 0 && own < all) groups.set(own, [...(groups.get(own) ?? []), name]);
  }
  if (groups.size === 0) return `All lines go after ${countDays(all)}.`;
  const named = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([days, names]) => `${names.join(" and ")} after ${countDays(days)}`);
  const isEvery = [...groups.values()].flat().length === logLevelNames.length;
  return `Lines of level ${[...named, ...(isEvery ? [] : [`all others after ${countDays(all)}`])].join(", ")}.`.replace(
    " after ",
    " go after ",
  );
}

function countDays(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en-US")} days`;
}
