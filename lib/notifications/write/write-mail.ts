import { cleanText } from "./clean-text";
import type { Html } from "./html";
import { html } from "./html";
import {
  bars,
  buttons,
  factRows,
  foot,
  head,
  issueBlock,
  listItem,
  mailDocument,
  paragraph,
  row,
  section,
} from "./mail-parts";
import type { Outline } from "./outline-type";
import { writePlainText } from "./write-plain-text";

export type MailWords = { subject: string; preheader: string; text: string; html: string };

/** What surrounds an outline: where links begin, why it came, and what stands at its foot. */
export type MailFrame = {
  baseUrl: string;
  because: string;
  footLinks: readonly { label: string; url: string }[];
};

/** An outline as a mail: subject, text and HTML, which say the same things in the same order. */
export function writeMail(outlined: Outline, frame: MailFrame): MailWords {
  const { subject } = outlined;
  const preheader = preheaderOf(outlined);
  return {
    subject,
    preheader,
    text: writeText(outlined, frame),
    html: mailDocument(subject, preheader, writeRows(outlined, frame)),
  };
}

/** Beside the subject, and not the same: how much and since when, or where in the code. */
function preheaderOf({ bars: chart, issue, rows, list, lead }: Outline): string {
  if (chart !== null) return lead;
  if (issue && !list) return [issue.where, rows[0]?.[1]].filter(Boolean).join(" · ") || lead;
  return list && !list.isCode ? cleanText(list.items.map(({ text }) => text).join(" · ")) : lead;
}

function writeRows(outlined: Outline, { baseUrl, because, footLinks }: MailFrame): Html[] {
  const { bars: chart, issue, rows, list, quote, actions } = outlined;
  const more = list && list.more > 0 ? html`${paragraph(`And ${list.more} more.`)}` : null;
  return [
    head(outlined),
    chart && row(bars(chart), "20px 28px 0 28px"),
    issue && row(issueBlock(issue)),
    rows.length > 0 && row(factRows(rows), "16px 28px 0 28px"),
    list &&
      row(
        section(
          list.heading,
          html`${list.items.map(({ text, note, path }) => listItem(text, note, baseUrl + path, list.isCode))}${more}`,
        ),
      ),
    quote && row(section(quote.heading, paragraph(quote.text))),
    row(buttons(actions.map(({ label, path }) => ({ label, url: baseUrl + path }))), "22px 28px 24px 28px"),
    foot(because, footLinks),
  ].filter((part) => part !== null && part !== false);
}

function writeText(outlined: Outline, { baseUrl, because, footLinks }: MailFrame): string {
  const foot = ["-- ", because, ...footLinks.map(({ label, url }) => `${label}: ${url}`)].join("\n");
  return `${writePlainText(outlined, baseUrl)}\n\n${foot}\n`;
}
