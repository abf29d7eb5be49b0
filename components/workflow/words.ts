import { formatExact } from "@/lib/format/format-count";
import { formatDuration } from "@/lib/format/format-duration";
import { formatTime } from "@/lib/format/format-time";
import type { ArchiveUntil, IssueChange, Priority, Resolution } from "@/lib/issues/workflow/schemas";

const MINUTE_MS = 60_000;

/** Most important first. */
export const priorities: readonly Priority[] = ["high", "medium", "low"];

export const priorityWords: Record<Priority, string> = { high: "High", medium: "Medium", low: "Low" };

/** What an act is about: "WEB-4F2" or "3 issues". */
export function nameOf(shortIds: readonly string[]): string {
  return shortIds.length === 1 ? (shortIds[0] ?? "") : countOf(shortIds.length);
}

/** "1 issue", "12,400 issues". */
export function countOf(count: number): string {
  return count === 1 ? "1 issue" : `${formatExact(count)} issues`;
}

/** Where an issue is mended: "in the next release", "in 4.18.0"; nothing when it simply is. */
export function describeResolution(resolution: Resolution): string {
  switch (resolution.type) {
    case "next_release":
      return "in the next release";
    case "release":
      return `in ${resolution.release}`;
    case "commit":
      return `in commit ${resolution.commit.slice(0, 7)}`;
    default:
      return "";
  }
}

/** Until when an issue stays out of sight: "until it escalates", "until 10 more events within 1 h", "forever". */
export function describeUntil(until: ArchiveUntil): string {
  switch (until.type) {
    case "escalating":
      return "until it escalates";
    case "time":
      return `until ${formatTime(until.at, { now: Date.now() })}`;
    case "count":
      return `until ${describeCount(until)}`;
    default:
      return "forever";
  }
}

function describeCount({ events, users, windowMinutes }: Extract<ArchiveUntil, { type: "count" }>): string {
  const parts = [more(events, "event"), more(users, "user")].filter((part) => part !== null);
  const within = windowMinutes === undefined ? "" : ` within ${formatDuration(windowMinutes * MINUTE_MS)}`;
  return `${parts.join(" or ")}${within}`;
}

function more(count: number | undefined, noun: string): string | null {
  return count === undefined ? null : `${formatExact(count)} more ${count === 1 ? noun : `${noun}s`}`;
}

/** What was done, for a toast. `what` is what it was done to, `to` the name of a new assignee. */
export function describeChange(change: IssueChange, what: string, to?: string | null): string {
  switch (change.kind) {
    case "resolve":
      return join("Resolved", what, describeResolution(change.in));
    case "unresolve":
      return `Unresolved ${what}`;
    case "archive":
      return join("Archived", what, describeUntil(change.until));
    case "assign":
      return change.to === null ? `Unassigned ${what}` : `Assigned ${what} to ${to ?? "somebody"}`;
    case "priority":
      return `Set ${what} to ${change.priority} priority`;
    case "review":
      return `Marked ${what} as reviewed`;
    case "bookmark":
      return `${change.isOn ? "Bookmarked" : "Removed the bookmark of"} ${what}`;
    default:
      return `${change.isOn ? "Subscribed to" : "Unsubscribed from"} ${what}`;
  }
}

/** What is being done, while portions follow one another: "Resolving". */
export function describeProgress(change: IssueChange): string {
  return PROGRESS[change.kind];
}

const PROGRESS: Record<IssueChange["kind"], string> = {
  resolve: "Resolving",
  unresolve: "Unresolving",
  archive: "Archiving",
  assign: "Assigning",
  priority: "Setting the priority",
  review: "Marking as reviewed",
  bookmark: "Bookmarking",
  subscribe: "Subscribing",
};

/** Why a change was not made; `fallback` when nobody knows. */
export function reasonOf(error: unknown, fallback = "The change was not made. Retry."): string {
  return error instanceof Error && error.message !== "" ? error.message : fallback;
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
