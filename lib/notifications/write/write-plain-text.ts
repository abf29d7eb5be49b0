import type { Outline, OutlinedIssue } from "./outline-type";

/** An outline as text alone, in the order of the mail: what those read who see no HTML, and what the log shows. */
export function writePlainText(outlined: Outline, baseUrl: string): string {
  const { title, place, lead, bars, issue, rows, list, quote, actions } = outlined;
  const parts = [
    place === "" ? title : `${title}\n${place}`,
    lead,
    bars && `${sparkline(bars.values)}  ${bars.from} – ${bars.to}`,
    issue &&
      [
        issue.heading,
        [issue.type, issue.message].filter(Boolean).join(": "),
        issue.where,
        ...codeText(issue.lines),
        ...issue.frames.map(({ text }) => `  at ${text}`),
      ]
        .filter(Boolean)
        .join("\n"),
    rows.map(([label, value]) => `${label}: ${value}`).join("\n"),
    list &&
      [
        `${list.heading}:`,
        ...list.items.map(({ text, note, path }) => `- ${text}\n  ${note}\n  ${baseUrl}${path}`),
        ...(list.more > 0 ? [`And ${list.more} more.`] : []),
      ].join("\n"),
    quote && `${quote.heading}:\n${quote.text}`,
    actions.map(({ label, path }) => `${label}: ${baseUrl}${path}`).join("\n"),
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** Numbers stand below each other; nothing is left at the end of a line. */
function codeText(lines: OutlinedIssue["lines"]): string[] {
  const width = Math.max(0, ...lines.map(({ number }) => String(number).length));
  return lines.map(({ number, text, isCulprit }) =>
    `${isCulprit ? ">" : " "} ${String(number).padStart(width)}  ${text}`.trimEnd(),
  );
}

const blocks = "▁▂▃▄▅▆▇█";

/** The chart as one line. */
function sparkline(values: readonly number[]): string {
  const most = Math.max(...values, 1);
  return values.map((value) => blocks[Math.round((value / most) * (blocks.length - 1))]).join("");
}
