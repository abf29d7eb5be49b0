/** Longer addresses are text. */
const ADDRESS_LIMIT = 2000;

/** Longer names are nobody's. */
const NAME_LIMIT = 320;

const ENDS_ADDRESS = ' \n\t<>"`';
const AFTER_SENTENCE = ".,;:!?)'*_]";

/**
 * What stands in brackets behind a link's words, from `at` on: `(https://a.example)`. Null when it leads nowhere safe. Stops at
 * the next bracket of either kind, so that no character is looked at for two links.
 */
export function readTarget(text: string, at: number): { href: string; end: number } | null {
  if (text.charAt(at) !== "(") return null;
  let end = at + 1;
  while (end < text.length && !" \n\t()".includes(text.charAt(end))) end += 1;
  if (text.charAt(end) !== ")") return null;
  const href = safeHref(text.slice(at + 1, end));
  return href === null ? null : { href, end: end + 1 };
}

/** An address that is written as it is, from `at` on; `href` is null when it only looks like one. */
export function readAddress(text: string, at: number): { text: string; href: string | null } | null {
  if (!text.startsWith("https://", at) && !text.startsWith("http://", at)) return null;
  let end = at;
  while (end < text.length && !ENDS_ADDRESS.includes(text.charAt(end))) end += 1;
  while (AFTER_SENTENCE.includes(text.charAt(end - 1))) end -= 1;
  const found = text.slice(at, end);
  return { text: found, href: safeHref(found) };
}

/**
 * The name behind an `@`, from `at` on: `mara@example.com`, `payments`, or in quotes what has spaces: `"Mara Linde"`. `end` is
 * where the text goes on. Null when there is none.
 */
export function readMention(text: string, at: number): { name: string; end: number } | null {
  if (text.charAt(at) === '"') return readQuoted(text, at + 1);
  const name = readPlain(text, at);
  return name === "" ? null : { name, end: at + name.length };
}

/** As it has to be written behind an `@`; null for a name that cannot be. */
export function writeMention(name: string): string | null {
  if (readPlain(name, 0) === name && name !== "") return name;
  return readQuoted(`${name}"`, 0)?.name === name ? `"${name}"` : null;
}

/** On one line, up to the next quote. */
function readQuoted(text: string, at: number): { name: string; end: number } | null {
  let end = at;
  while (end < text.length && end - at <= NAME_LIMIT && !'"\n'.includes(text.charAt(end))) end += 1;
  const name = text.slice(at, end).trim();
  return text.charAt(end) === '"' && name !== "" ? { name, end: end + 1 } : null;
}

function readPlain(text: string, at: number): string {
  if (!/^[\p{L}\p{N}]$/u.test(text.charAt(at))) return "";
  let end = at;
  while (end < text.length && end - at < NAME_LIMIT && /^[\p{L}\p{N}._+@-]$/u.test(text.charAt(end)))
    end += 1;
  // The stop of the sentence is not part of the name.
  while (end > at && ".-+_@".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(at, end);
}

/** A full http or https address as the parser read it; null for all others, and where a name before the host could deceive. */
function safeHref(text: string): string | null {
  if (text.length > ADDRESS_LIMIT || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  return isWeb && url.username === "" && url.password === "" ? url.href : null;
}
