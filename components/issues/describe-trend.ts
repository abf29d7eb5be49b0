import { formatExact } from "@/lib/format/format-count";
import type { IssueRow } from "@/lib/issues/schemas";

/** Below this, a jump is chance. */
const ENOUGH_EVENTS = 10;

/** Whether the present rate stands out: one of the last two buckets has three times the busiest one before. */
export function isUnusual(counts: readonly number[]): boolean {
  const now = Math.max(0, ...counts.slice(-2));
  const before = Math.max(0, ...counts.slice(0, -2));
  return now >= ENOUGH_EVENTS && now >= 3 * before;
}

/** What the trend of a row shows, as a sentence for those who do not see it. */
export function describeTrend(row: IssueRow, window: "24h" | "14d"): string {
  const counts = window === "24h" ? row.trend24h : row.trend14d;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const span = window === "24h" ? "24 hours" : "14 days";
  return `Events over ${span}: ${formatExact(total)}${isUnusual(counts) ? ", unusually many at the end" : ""}`;
}
