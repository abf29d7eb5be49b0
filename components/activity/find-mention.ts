/** What is being typed behind an `@`. */
export type Typing = { from: number; name: string };

/** Longer names are not looked for. */
const LONGEST = 100;

/** The mention that the caret stands in or behind; null when there is none. In quotes it may hold spaces. */
export function findMention(text: string, caret: number): Typing | null {
  return findPlain(text, caret) ?? findQuoted(text, caret);
}

function findQuoted(text: string, caret: number): Typing | null {
  const from = text.slice(0, caret).lastIndexOf('@"');
  const name = text.slice(from + 2, caret);
  const isOpen = from >= 0 && name.length <= LONGEST && !name.includes('"') && !name.includes("\n");
  return isOpen && !isWord(text.charAt(from - 1)) ? { from, name } : null;
}

function findPlain(text: string, caret: number): Typing | null {
  let at = caret - 1;
  while (at >= 0 && /^[\p{L}\p{N}._+-]$/u.test(text.charAt(at))) at -= 1;
  const isMention = text.charAt(at) === "@" && !isWord(text.charAt(at - 1));
  return isMention ? { from: at, name: text.slice(at + 1, caret) } : null;
}

/** The text in which somebody is mentioned in place of what was typed, and where the caret goes. */
export function putMention(text: string, typing: Typing, caret: number, name: string) {
  const behind = text.slice(caret);
  // The quote that was begun ends with the name.
  const rest = name.endsWith('"') && behind.startsWith('"') ? behind.slice(1) : behind;
  const mention = `@${name}${rest.startsWith(" ") ? "" : " "}`;
  return {
    text: text.slice(0, typing.from) + mention + rest,
    caret: typing.from + name.length + 2,
  };
}

function isWord(char: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(char);
}
