import { cutText } from "@/lib/protocol/normalise/clean-text";
import type { Outline } from "./outline-type";

// Whoever takes a message refuses all of it for one part that is too long, or for half of a character; and what is refused is
// not told. So everything is cut by its own limit, before the marks around it are written.

/** What comes from events and people, to be shown as it is; all of it together at most that long. */
export function codeTexts({ issue, list, quote }: Outline, most: number): string[] {
  const texts = [
    issue && [[issue.type, issue.message].filter(Boolean).join(": "), issue.where].filter(Boolean).join("\n"),
    list &&
      [
        ...list.items.slice(0, 10).map(({ text, note }) => `${text} · ${note}`),
        ...(list.more + Math.max(0, list.items.length - 10) > 0
          ? [`and ${list.more + Math.max(0, list.items.length - 10)} more`]
          : []),
      ].join("\n"),
    quote && `${quote.heading}: ${quote.text}`,
  ].filter((text): text is string => Boolean(text));
  return texts.map((text) => cutText(text, Math.min(1_500, Math.floor(most / texts.length))));
}

/** Where actions lead, without those whose address is longer than that: a long search, mostly. */
export function linksOf(
  { actions }: Outline,
  baseUrl: string,
  longest: number,
): { label: string; url: string }[] {
  return actions
    .map(({ label, path }) => ({ label: cutText(label, 75), url: baseUrl + path }))
    .filter(({ url }) => url.length <= longest);
}

/** Backquotes would end the block. */
export function unquote(text: string): string {
  return text.replaceAll("`", "ˋ");
}

/** Nobody is called, and no address becomes a link: the mark is followed by nothing that is seen. */
export function silence(text: string): string {
  return text.replaceAll(/[@#]|:(?=\/\/)|\](?=\()/g, "$&\u200B");
}

/** Every mark of Markdown is a letter; at most that long, never with half of what stands for one. */
export function escapeMarkdown(text: string, most: number): string {
  const escaped = silence(text).replaceAll(/[\\`*_~|<>[\](){}!]/g, "\\$&");
  if (escaped.length <= most) return escaped;
  const cut = cutText(escaped, most);
  let slashes = 0;
  while (cut.at(-1 - slashes) === "\\") slashes++;
  return slashes % 2 === 1 ? cut.slice(0, -1) : cut;
}

/** All that Slack and Telegram read as markup of theirs. */
export function escapeAngles(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Cuts text that was escaped by `escapeAngles`, never within what stands for one character. */
export function cutEscaped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = cutText(text, most);
  const last = cut.lastIndexOf("&");
  return last > cut.lastIndexOf(";") ? cut.slice(0, last) : cut;
}
