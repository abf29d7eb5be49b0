const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** What kind of unresolved an issue is: the first of regressed, escalating, new and ongoing that holds. */
export type Substatus = "regressed" | "escalating" | "new" | "ongoing";

/** What an issue's kind follows from. */
export type Standing = {
  status: string;
  firstSeen: Date;
  regressedAt: Date | null;
  escalatedAt: Date | null;
  reviewedAt: Date | null;
};

/** The kind of an unresolved issue; null for one that is not. Coming back counts for 7 days, being new for 24 hours. */
export function substatusOf(issue: Standing, now: Date): Substatus | null {
  if (issue.status !== "unresolved") return null;
  if (isWithin(issue.regressedAt, WEEK_MS, now)) return "regressed";
  if (isWithin(issue.escalatedAt, WEEK_MS, now)) return "escalating";
  return isWithin(issue.firstSeen, DAY_MS, now) ? "new" : "ongoing";
}

/** Unresolved, and nobody reviewed it since it appeared, came back or escalated, within the last 7 days. */
export function isForReview(issue: Standing, now: Date): boolean {
  const times = [issue.firstSeen, issue.regressedAt, issue.escalatedAt].map((time) => time?.getTime() ?? 0);
  const last = new Date(Math.max(...times));
  const isReviewed = issue.reviewedAt !== null && issue.reviewedAt >= last;
  return issue.status === "unresolved" && !isReviewed && isWithin(last, WEEK_MS, now);
}

function isWithin(time: Date | null, ms: number, now: Date): boolean {
  return time !== null && now.getTime() - time.getTime() < ms;
}
