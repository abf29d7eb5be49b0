import { formatExact } from "@/lib/format/format-count";
import { formatTime } from "@/lib/format/format-time";
import type { IssueFacts, IssueSketch, PersonalFacts } from "@/lib/notifications/facts";
import { cleanCode, cleanText, messageLength } from "./clean-text";
import { issuePath, type Outline, type OutlinedIssue, plain } from "./outline-type";

const LINES = 7;
const FRAMES = 4;
const TAGS = 4;

const happened: Record<IssueFacts["reason"], string> = {
  new: "New issue",
  regressed: "Came back after it was resolved",
  escalating: "Escalating",
  reappeared: "Came back from the archive",
  assigned: "Assigned",
  high_priority: "High priority",
  seen: "Seen often",
  spike: "Many at once",
};

/** Something happened to an issue, and a rule was waiting for it. */
export function outlineIssue(facts: IssueFacts): Outline {
  const { reason, issue, rule, seen, at } = facts;
  const project = cleanText(issue.project, 100);
  const seenText = seen && `${formatExact(seen.count)} ${seen.of} within ${minutesText(seen.withinMinutes)}`;
  const what = seenText ?? (reason === "assigned" && rule === null ? "Assigned to you" : happened[reason]);
  return {
    ...plain,
    ...ofIssue(issue),
    tone: issue.level === "fatal" || issue.level === "error" ? "critical" : "warning",
    subject: cleanText(`[${project}] ${what}: ${titleOf(issue)} (${issue.shortId})`),
    title: `${what} in ${project}`,
    lead: rule
      ? `The alert “${cleanText(rule.name, 100)}” was waiting for this. ${at && timeText(at)}`.trim()
      : timeText(at),
    quote: quoteRunbook(rule?.runbook),
    actions: [
      { label: `Open ${cleanText(issue.shortId, 50)}`, path: issuePath(issue) },
      ...(rule
        ? [{ label: "Edit this alert", path: `/alerts/${encodeURIComponent(rule.id.toWellFormed())}` }]
        : []),
    ],
    incident: "trigger",
  };
}

/** Something that a person does hear of because the issue is theirs, or because somebody called them. */
export function outlinePersonal({ reason, issue, by, text, at }: PersonalFacts): Outline {
  const name = cleanText(by, 100) || "Jackdaw";
  const shortId = cleanText(issue.shortId, 50);
  const title = {
    mentioned: `${name} mentioned you on ${shortId}`,
    commented: `${name} commented on ${shortId}`,
    changed: `${shortId} was ${cleanText(text, 60) || "changed"} by ${name}`,
  }[reason];
  const isComment = reason === "mentioned" || reason === "commented";
  return {
    ...plain,
    ...ofIssue(issue),
    subject: cleanText(`[${issue.project}] ${title}: ${titleOf(issue)}`),
    title,
    lead: timeText(at),
    quote: isComment ? { heading: `${name} wrote`, text: cleanText(text, messageLength) } : null,
    actions: [{ label: `Open ${shortId}`, path: issuePath(issue) }],
  };
}

type OfIssue = Pick<Outline, "place" | "issue" | "rows" | "thread">;

function ofIssue(issue: IssueSketch): OfIssue {
  return {
    place: placeOf([issue.project, issue.environment]),
    issue: outlineSketch(issue, `Issue ${cleanText(issue.shortId, 50)}`),
    rows: [
      ["Seen", `${seenText(issue)} since ${timeText(issue.firstSeen)}`],
      ["Level", `${cleanText(issue.level, 20)}${issue.isUnhandled ? ", unhandled" : ""}`],
      ["Release", cleanText(issue.release)],
      ["Assigned", cleanText(issue.assignee, 100)],
      ["Tags", tagsText(issue)],
    ].filter((row): row is [string, string] => row[1] !== ""),
    thread: `issue-${cleanText(issue.shortId, 50)}`,
  };
}

/** "318 times by 204 users", "once by 1 user", "twice". */
function seenText({ events, users }: IssueSketch): string {
  const times = ["never", "once", "twice"][events] ?? `${formatExact(events)} times`;
  return users === 0 ? times : `${times} by ${formatExact(users)} ${users === 1 ? "user" : "users"}`;
}

/** Those that say more than the rows above them. */
function tagsText({ tags = [] }: IssueSketch): string {
  const said = ["level", "environment", "release"];
  return tags
    .filter(([key]) => !said.includes(key))
    .slice(0, TAGS)
    .map(([key, value]) => `${cleanText(key, 50)}=${cleanText(value, 60)}`)
    .join(", ");
}

/** What an issue looks like, wherever it is shown. */
export function outlineSketch(issue: IssueSketch, heading: string): OutlinedIssue {
  const { code, frames = [] } = issue;
  const where = code && placeText(code);
  const calls = frames
    .map((frame) => ({ text: placeText(frame), isOwn: frame.isOwn }))
    .filter(({ text }) => text !== "");
  return {
    heading,
    type: cleanText(issue.type),
    message: cleanText(issue.message, messageLength),
    where: where || cleanText(issue.culprit),
    lines: (code?.lines ?? []).slice(0, LINES).map(({ number, text }) => ({
      number,
      text: cleanCode(text),
      isCulprit: number === code?.line,
    })),
    // Where it happened is said above.
    frames: calls.slice(calls[0]?.text === where ? 1 : 0).slice(0, FRAMES),
  };
}

/** "applyCoupon in app/coupon.ts:48". */
function placeText(frame: { function: string; file: string; line: number | null }): string {
  const name = cleanText(frame.file);
  const file = name === "" || frame.line === null ? name : `${name}:${frame.line}`;
  return [cleanText(frame.function), file].filter(Boolean).join(" in ");
}

/** "TypeError: x is undefined". */
export function titleOf({ type, message }: Pick<IssueSketch, "type" | "message">): string {
  return cleanText([type, message].filter(Boolean).join(": "));
}

export function quoteRunbook(runbook: string | undefined): Outline["quote"] {
  const text = cleanText(runbook ?? "", messageLength);
  return text === "" ? null : { heading: "What to do", text };
}

/** "shop, web, api, admin and 20 more". */
export function placeOf(names: readonly string[]): string {
  const known = names.map((name) => cleanText(name, 100)).filter(Boolean);
  const [shown, rest] = known.length > 5 ? [known.slice(0, 4), known.length - 4] : [known, 0];
  return shown.join(", ") + (rest === 0 ? "" : ` and ${rest} more`);
}

/** In UTC, with the year only when it is not this one: mails are read later, so it always stands there. */
export function timeText(at: string): string {
  return formatTime(at, { now: 0 });
}

export function minutesText(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "1 day" : `${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? "1 hour" : `${minutes / 60} hours`;
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
