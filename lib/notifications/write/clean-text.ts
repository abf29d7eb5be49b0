/** Longest titles and messages in what is told. */
export const titleLength = 200;
export const messageLength = 1_000;

/**
 * Text of an event for people elsewhere: one line without control characters, marks that turn the direction of text or are
 * not seen at all, and halves of characters; at most `most` characters, the last of which is … when something is cut.
 */
export function cleanText(text: string, most = titleLength): string {
  return cut(clean(text, " ").replaceAll(/ {2,}/g, " ").trim(), most);
}

/** The same for code: what stands before the first letter is kept, a tab being two spaces. */
export function cleanCode(text: string, most = titleLength): string {
  return cut(clean(text, "  ").trimEnd(), most);
}

function clean(text: string, blank: string): string {
  return (
    text
      // What is cut anyway need not be looked at.
      .slice(0, 20_000)
      .toWellFormed()
      .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, blank)
      // Control and private characters, unassigned tags, and everything of "format": directions, zero width, soft hyphens.
      .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu, "")
  );
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, most * 2 + 2));
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
