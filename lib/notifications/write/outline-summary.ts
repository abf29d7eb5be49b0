import { formatCount, formatExact } from "@/lib/format/format-count";
import { formatDay } from "@/lib/format/format-time";
import type { SummaryFacts, WeekFigure } from "@/lib/notifications/facts";
import { cleanText } from "./clean-text";
import { issuePath, type Outline, plain } from "./outline-type";
import { titleOf } from "./outline-issue";

const TOP = 5;

/** The week of a project. */
export function outlineSummary(facts: SummaryFacts): Outline {
  const project = cleanText(facts.project, 100);
  const span = `${formatDay(facts.from)} – ${formatDay(facts.to)}`;
  return {
    ...plain,
    subject: cleanText(
      `${project}: ${formatCount(facts.events.now)} ${facts.events.now === 1 ? "event" : "events"}, ${formatExact(facts.newIssues.now)} new ${facts.newIssues.now === 1 ? "issue" : "issues"} (${span})`,
    ),
    title: `${project}, ${span}`,
    lead: `${eventsText(facts.events.now)}, ${changeText(facts.events)}.`,
    place: "Weekly summary",
    bars: facts.bars.some((value) => value > 0)
      ? {
          values: facts.bars,
          isHot: facts.bars.map(() => false),
          from: formatDay(facts.from),
          to: formatDay(facts.to),
        }
      : null,
    rows: [
      ["New issues", figureText(facts.newIssues)],
      ["Came back", figureText(facts.regressedIssues)],
      ["Resolved", figureText(facts.resolvedIssues)],
      ...releaseRow(facts),
      ...logRows(facts),
    ],
    list:
      facts.top.length === 0
        ? null
        : {
            heading: "Most events",
            items: facts.top.slice(0, TOP).map((issue) => ({
              text: titleOf(issue),
              note: `${cleanText(issue.shortId, 50)}, ${eventsText(issue.events)}`,
              path: issuePath(issue),
            })),
            more: 0,
          },
    actions: [{ label: `Open ${project}`, path: `/projects/${encodeURIComponent(project)}` }],
  };
}

function eventsText(count: number): string {
  return `${formatExact(count)} ${count === 1 ? "event" : "events"}`;
}

function figureText({ now, before }: WeekFigure): string {
  return `${formatExact(now)} (${formatExact(before)} the week before)`;
}

function releaseRow({ releases, releaseCount }: SummaryFacts): [string, string][] {
  if (releases.length === 0) return [];
  const more =
    releaseCount > releases.length ? `, and ${formatExact(releaseCount - releases.length)} more` : "";
  return [["Releases", `${releases.map((version) => cleanText(version, 100)).join(", ")}${more}`]];
}

/** Nothing where nobody sends logs. */
function logRows({ lines, errorLines }: SummaryFacts): [string, string][] {
  if (lines.now === 0) return [];
  const before = lines.before === 0 ? "" : ` (${shareText(errorLines.before, lines.before)} the week before)`;
  return [
    ["Log lines", figureText(lines)],
    ["Errors among them", `${shareText(errorLines.now, lines.now)}${before}`],
  ];
}

function shareText(some: number, all: number): string {
  return `${Math.round((some / all) * 1000) / 10}%`;
}

function changeText({ now, before }: WeekFigure): string {
  if (before === 0) return now === 0 ? "as the week before" : "none the week before";
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return "as many as the week before";
  return `${Math.abs(percent)}% ${percent > 0 ? "more" : "fewer"} than the week before`;
}
