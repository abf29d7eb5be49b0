import { toLiteral } from "./glob";
import type { QueryToken } from "./token";

/**
 * `and` and `or` in lower case join filters, as in Sentry, but stay words between words: a message such as
 * "no such file or directory" is searched as it is.
 */
export function markLowerCaseWords(tokens: readonly QueryToken[]): QueryToken[] {
  return tokens.map((token, index) => {
    const word = toWord(token);
    const before = tokens[index - 1]?.type;
    const after = tokens[index + 1]?.type;
    const joins =
      (before === "filter" || before === "close") &&
      (after === "filter" || after === "open" || after === "not");
    return joins && (word === "and" || word === "or")
      ? { type: word, from: token.from, to: token.to }
      : token;
  });
}

/** The word of a free word, or of a value inside `key:(…)`. */
function toWord(token: QueryToken): string | null {
  const isBare = token.type === "text" || (token.type === "filter" && token.key.from === token.key.to);
  if (!isBare || token.value.shape !== "word" || token.value.isQuoted) return null;
  if (token.type === "filter" && token.operator.from !== token.operator.to) return null;
  return toLiteral(token.value.parts);
}
