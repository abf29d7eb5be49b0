import { formatCount, formatExact } from "@/lib/format/format-count";
import { formatDay } from "@/lib/format/format-time";
import type { SummaryFacts } from "@/lib/notifications/schemas";
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
      `${project}: ${formatCount(facts.events)} events, ${facts.newIssues} new issues (${span})`,
    ),
    title: `${project}, ${span}`,
    lead: `${formatExact(facts.events)} events, ${changeText(facts.events, facts.eventsBefore)}.`,
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
      ["New issues", formatExact(facts.newIssues)],
      ["Came back", formatExact(facts.regressedIssues)],
      ["Resolved", formatExact(facts.resolvedIssues)],
      ["Users", formatExact(facts.users)],
      ["Log lines", formatExact(facts.lines)],
    ],
    list:
      facts.top.length === 0
        ? null
        : {
            heading: "Most events",
            items: facts.top.slice(0, TOP).map((issue) => ({
              text: titleOf(issue),
              note: `${cleanText(issue.shortId, 50)}, ${formatExact(issue.events)} events`,
              path: issuePath(issue),
            })),
            more: 0,
          },
    actions: [{ label: `Open ${project}`, path: `/projects/${encodeURIComponent(project)}` }],
  };
}

function changeText(now: number, before: number): string {
  if (before === 0) return now === 0 ? "as the week before" : "none the week before";
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return "as many as the week before";
  return `${Math.abs(percent)}% ${percent > 0 ? "more" : "fewer"} than the week before`;
}
