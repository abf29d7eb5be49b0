import type { GlobPart, TextNode } from "./ast";
import type { SearchLanguage } from "./language";
import { endsPattern, isHarmlessStart, printBare, printGuarded, printQuoted, toParts } from "./print-parts";
import { tokenise } from "./tokenise";

/** What would be an operator in front of what follows. */
const reserved = new Set(["AND", "OR", "NOT", "IN", "and", "or"]);

/** A free word, phrase or pattern as canonical text: without quotes when it reads as the same word. */
export function printText(value: TextNode["value"], language: SearchLanguage): string {
  if (value.kind === "pattern") return `/${value.source}/`;
  const parts = toParts(value);
  if (value.distance !== undefined) return `${printQuoted(parts)}~${value.distance}`;
  const bare = printBare(parts);
  return isWord(bare, parts, language) ? bare : printGuarded(parts);
}

/** Asks the tokeniser; a last colon or sign would read on into what follows. */
function isWord(bare: string, parts: readonly GlobPart[], language: SearchLanguage): boolean {
  const isHarmless = bare.startsWith("*") || isHarmlessStart(bare.charAt(0));
  if (bare === "" || !isHarmless || reserved.has(bare) || ":=<>\\".includes(bare.slice(-1))) return false;
  if (endsPattern(bare)) return false;
  const { tokens, errors, rest } = tokenise(bare, language);
  const [token, ...more] = tokens;
  if (token?.type !== "text" || more.length > 0 || errors.length > 0 || rest !== null) return false;
  const { value } = token;
  if (value.shape !== "word" || value.isQuoted) return false;
  return JSON.stringify(value.parts) === JSON.stringify(parts);
}
