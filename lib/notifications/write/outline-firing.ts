import { barMinutes } from "@/lib/alerts/judge/bar-minutes";
import { formatExact } from "@/lib/format/format-count";
import { formatClock } from "@/lib/format/format-time";
import type { FiringFacts, IssueSketch } from "@/lib/notifications/facts";
import { cleanText, titleLength } from "./clean-text";
import { issuePath, type Outline, type OutlinedIssue, plain } from "./outline-type";
import { minutesText, outlineSketch, placeOf, quoteRunbook, timeText } from "./outline-issue";

const SAMPLES = 5;
const BARS = 40;

/** A threshold was crossed, still is, or is no longer. */
export function outlineFiring(facts: FiringFacts): Outline {
  const { kind, severity, rule, comparison, unit, issue } = facts;
  const name = cleanText(rule.name, 100) + groupText(facts.group);
  const amount = (value: number) => numberText(value) + (unit === "" ? "" : unit === "%" ? "%" : " a minute");
  const isSilence = facts.measure === "silence";
  const window = minutesText(facts.windowMinutes);
  const measured = isSilence ? `nothing for ${window}` : `${amount(facts.value)} in ${window}`;
  // Silence and new patterns are there or not: they have no threshold to speak of.
  const limit =
    isSilence || facts.measure === "new_pattern"
      ? ""
      : `, ${comparison === "above" ? "over" : "under"} the threshold of ${amount(facts.threshold)}`;
  const isOver = kind === "resolved";
  const isTooLittle = isOver && facts.isTooLittle === true;
  const how = { firing: "is firing", reminder: "is still firing", resolved: "is well again" }[kind];
  const title = `${name} ${isTooLittle ? "ended: too little to judge" : how}`;
  const subject = cleanText(facts.subject);
  return {
    ...plain,
    tone: isTooLittle ? "plain" : isOver ? "good" : severity,
    subject: cleanText(isOver ? title : `${title}: ${measured}${issue ? ` (${issue.shortId})` : ""}`),
    title,
    lead: isOver
      ? `It fired for ${durationText(facts.startedAt, facts.endedAt ?? facts.at)}${isSilence ? "" : `; at its worst it was ${amount(facts.peak)}`}.${isTooLittle ? ` In the last ${window} too little came to judge it by, which does not say that all is well.` : ""}`
      : `${capital(subject)}: ${measured}${limit}. It began ${timeText(facts.startedAt)}.`,
    place: placeOf(facts.projects),
    bars: barsOf(facts),
    issue: issue && ofFiring(issue, isOver),
    rows: isOver
      ? [
          ["Measured", subject],
          ["Began", timeText(facts.startedAt)],
          ["Ended", timeText(facts.endedAt ?? facts.at)],
        ]
      : [
          ["Severity", severity],
          ...(kind === "reminder" && !isSilence ? ([["Worst so far", amount(facts.peak)]] as const) : []),
          ...(issue ? rowsOf(issue) : []),
        ],
    list:
      isOver || facts.samples.length === 0
        ? null
        : {
            heading: "The newest",
            items: facts.samples.slice(0, SAMPLES).map(({ at, level, text, path }) => ({
              text: cleanText(text, titleLength),
              note: `${cleanText(level, 20)}, ${timeText(at)}`,
              path,
            })),
            more: 0,
            isCode: true,
          },
    quote: isOver ? null : quoteRunbook(rule.runbook),
    actions: [
      ...(issue ? [{ label: `Open ${cleanText(issue.shortId, 50)}`, path: issuePath(issue) }] : []),
      ...(facts.searchPath === "" ? [] : [{ label: "Open the search", path: facts.searchPath }]),
      { label: "Edit this alert", path: `/alerts/${encodeURIComponent(rule.id.toWellFormed())}` },
    ],
    thread: `firing-${facts.firingId}`,
    incident: isOver ? "resolve" : "trigger",
  };
}

/** When it is over, nobody needs its code. */
function ofFiring(issue: IssueSketch, isOver: boolean): OutlinedIssue {
  const sketch = outlineSketch(issue, `Most of it is one issue, ${cleanText(issue.shortId, 50)}`);
  return isOver ? { ...sketch, lines: [], frames: [] } : sketch;
}

function rowsOf(issue: IssueSketch): [string, string][] {
  const rows: [string, string][] = [
    ["Users", issue.users > 0 ? `${formatExact(issue.users)} by this issue` : ""],
    ["Release", cleanText(issue.release)],
    ["Assigned", cleanText(issue.assignee, 100)],
  ];
  return rows.filter(([, value]) => value !== "");
}

function groupText(group: string): string {
  return group === "" ? "" : ` (${cleanText(group, 100)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function numberText(value: number): string {
  return value.toLocaleString("en-US", {
    maximumSignificantDigits: Math.abs(value) < 1_000 ? 3 : 9,
    maximumFractionDigits: 0,
  });
}

function durationText(from: string, to: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 60 || minutes % 60 === 0) return minutesText(minutes);
  return `${minutesText(minutes - (minutes % 60))} and ${minutesText(minutes % 60)}`;
}

/** At most 40, each the highest of those that it stands for; red are those from which the alert is due. */
function barsOf({ bars, threshold, comparison, unit, windowMinutes, at }: FiringFacts): Outline["bars"] {
  if (bars.length === 0 || !bars.some((value) => value > 0)) return null;
  const step = Math.ceil(bars.length / BARS);
  const values = Array.from({ length: Math.ceil(bars.length / step) }, (_bar, index) =>
    Math.max(...bars.slice(index * step, (index + 1) * step)),
  );
  // Bars are counts: a threshold of per cent, or of a whole window, says nothing of a single one.
  const minutes = barMinutes(windowMinutes);
  const limit =
    unit === "" && comparison === "above"
      ? (threshold / Math.max(1, windowMinutes)) * minutes
      : Number.POSITIVE_INFINITY;
  const from = new Date(Date.parse(at) - bars.length * minutes * 60_000);
  return {
    values,
    isHot: values.map((value) => value > limit),
    from: Number.isNaN(from.getTime()) ? "" : formatClock(from),
    to: `${formatClock(at)} UTC`,
  };
}
