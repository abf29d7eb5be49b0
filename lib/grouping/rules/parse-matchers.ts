import { compileTest } from "./compile-stack-rules";
import { FAMILY_NAMES, findFamily } from "./family";
import type { LineReader } from "./line-reader";
import { compileGlob } from "./compile-glob";
import { GlobError } from "./glob";
import { canonicalName, kindOf, type Language, MATCHERS, matcherNames, readBoolean } from "./matcher-names";
import type { Matcher } from "./rule";
import { LineError } from "./rule-error";
import { adviseName, listNames } from "./suggest-name";

export const MAX_MATCHERS = 32;

/** Whether a matcher stands here: `name:`, `!name:` or `"name":`. */
export function atMatcher(reader: LineReader): boolean {
  const start = reader.at;
  reader.take("!");
  let found: boolean;
  if (reader.starts('"')) {
    const end = reader.text.indexOf('"', reader.at + 1);
    found = end > 0 && reader.text[end + 1] === ":";
  } else found = reader.readName() !== "" && reader.starts(":");
  reader.at = start;
  return found;
}

/** Reads `name:pattern`, with `!` before it or not. Throws `LineError`. */
export function readMatcher(reader: LineReader, language: Language, isBracketed = false): Matcher {
  const isNegated = reader.take("!");
  const nameAt = reader.at;
  const word = reader.starts('"') ? reader.readQuoted() : reader.readName();
  const key = canonicalName(word);
  if (key === undefined) throw new LineError(nameAt, unknownMatcher(word, language));
  if (!kindOf(key).languages.includes(language))
    throw new LineError(nameAt, `\`${key}\` works in ${nameOther(language)} rules only`);
  reader.take(":");
  const patternAt = reader.at;
  const isQuoted = reader.starts('"');
  const written = isQuoted ? reader.readQuoted() : reader.readWord(isBracketed);
  if (written === "" && !isQuoted)
    throw new LineError(patternAt, `a pattern is missing after \`${word}:\`; write \`""\` for an empty text`);
  const pattern = checkPattern(key, written, patternAt + (isQuoted ? 1 : 0));
  return { key, pattern, isNegated };
}

function unknownMatcher(word: string, language: Language): string {
  const names = matcherNames(language);
  const synonyms = [...MATCHERS.values()].flatMap((kind) => kind.synonyms ?? []);
  if (word === "tags." || word === "tags") return "the name of the tag is missing; write `tags.NAME:pattern`";
  return `unknown matcher \`${word}\`; ${adviseName(word, [...names, ...synonyms].filter(isPlain))}`;
}

/** Names for a list of what is allowed: those with a placeholder only confuse a guess. */
function isPlain(name: string): boolean {
  return name !== "in_app" && name !== "in-app" && name !== "stack.in_app" && name !== "stack.path";
}

function nameOther(language: Language): string {
  return language === "fingerprint" ? "stack-trace" : "fingerprint";
}

function checkPattern(key: string, pattern: string, at: number): string {
  const kind = kindOf(key).pattern;
  if (kind === "app") {
    const value = readBoolean(pattern);
    if (value === undefined)
      throw new LineError(at, `\`app\` is \`yes\` or \`no\`, not \`${pattern.slice(0, 30)}\``);
    return value ? "yes" : "no";
  }
  if (kind === "family")
    return pattern
      .split(",")
      .map((name) => checkFamily(name.trim(), at))
      .join(",");
  try {
    if (kind === "list") compileTest({ key, pattern, isNegated: false });
    else compileGlob(pattern, kind);
    return pattern;
  } catch (error) {
    if (error instanceof GlobError) throw new LineError(at + error.at, error.message);
    throw error;
  }
}

function checkFamily(name: string, at: number): string {
  const family = findFamily(name);
  if (family === undefined)
    throw new LineError(at, `unknown family \`${name}\`; allowed are ${listNames(FAMILY_NAMES)}`);
  return family;
}
