import type { Outline } from "./outline-type";

/** An outline as text alone, in the order of the mail: what those read who see no HTML, and what the log shows. */
export function writePlainText(outlined: Outline, baseUrl: string): string {
  const { title, place, lead, issue, rows, list, quote, actions } = outlined;
  const parts = [
    place === "" ? title : `${title}\n${place}`,
    lead,
    issue &&
      [
        issue.heading,
        [issue.type, issue.message].filter(Boolean).join(": "),
        issue.where,
        ...issue.lines.map(({ number, text, isCulprit }) => `${isCulprit ? ">" : " "} ${number}  ${text}`),
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
