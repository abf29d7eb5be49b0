import { parseInline } from "./parse-inline";
import type { Block } from "./schemas";

type Item = { isOrdered: boolean; text: string };

/**
 * Reads the Markdown of a comment: paragraphs, fenced code, lists of one level, links, code, strong, emphasis and mentions.
 * Whatever else is written stays text. Takes time in proportion to the length of the text and never throws.
 */
export function parseMarkdown(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") at += 1;
    else if (isFence(line)) at = readCode(lines, at, blocks);
    else if (readItem(line)) at = readList(lines, at, blocks);
    else at = readParagraph(lines, at, blocks);
  }
  return blocks;
}

function isFence(line: string): boolean {
  return line.trimStart().startsWith("```");
}

/** Up to the closing fence, or to the end of the text. */
function readCode(lines: readonly string[], start: number, blocks: Block[]): number {
  const opening = (lines[start] ?? "").trim();
  const language = opening.slice(opening.lastIndexOf("`") + 1).trim();
  const code: string[] = [];
  let at = start + 1;
  while (at < lines.length && (lines[at] ?? "").trim() !== "```") {
    code.push(lines[at] ?? "");
    at += 1;
  }
  blocks.push({
    kind: "code",
    language: language === "" ? null : language.slice(0, 40),
    text: code.join("\n"),
  });
  return at + 1;
}

/** Items of one kind; a line that is indented belongs to the item above it. */
function readList(lines: readonly string[], start: number, blocks: Block[]): number {
  const isOrdered = readItem(lines[start] ?? "")?.isOrdered ?? false;
  const items: string[][] = [];
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || isFence(line)) break;
    const item = readItem(line);
    if (item && item.isOrdered === isOrdered) items.push([item.text]);
    else if (!item && line.startsWith(" ")) items.at(-1)?.push(line.trim());
    else break;
  }
  blocks.push({ kind: "list", isOrdered, items: items.map((text) => parseInline(text.join("\n"))) });
  return at;
}

function readParagraph(lines: readonly string[], start: number, blocks: Block[]): number {
  let at = start;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || (at > start && (isFence(line) || readItem(line)))) break;
    at += 1;
  }
  const text = lines.slice(start, at).map((line) => line.trim());
  blocks.push({ kind: "paragraph", content: parseInline(text.join("\n")) });
  return at;
}

/** `- a`, `* a`, `+ a`, `1. a` or `1) a`; a number has at most nine digits. */
function readItem(line: string): Item | null {
  const text = line.trimStart();
  if (/^[-*+] /.test(text)) return { isOrdered: false, text: text.slice(2).trim() };
  const number = /^[0-9]{1,9}[.)] /.exec(text);
  return number ? { isOrdered: true, text: text.slice(number[0].length).trim() } : null;
}
