/** What is being typed behind an `@`. */
export type Typing = { from: number; name: string };

/** The mention that the caret stands in or behind; null when there is none. */
export function findMention(text: string, caret: number): Typing | null {
  let at = caret - 1;
  while (at >= 0 && /^[\p{L}\p{N}._+-]$/u.test(text.charAt(at))) at -= 1;
  const isMention = text.charAt(at) === "@" && !/^[\p{L}\p{N}_]$/u.test(text.charAt(at - 1));
  return isMention ? { from: at, name: text.slice(at + 1, caret) } : null;
}

/** The text in which somebody is mentioned in place of what was typed, and where the caret goes. */
export function putMention(text: string, typing: Typing, caret: number, name: string) {
  const rest = text.slice(caret);
  const mention = `@${name}${rest.startsWith(" ") ? "" : " "}`;
  return {
    text: text.slice(0, typing.from) + mention + rest,
    caret: typing.from + name.length + 2,
  };
}
