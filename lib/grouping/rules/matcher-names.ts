import type { GlobOptions } from "./glob";

export type Language = "fingerprint" | "stack-trace";

/** What the pattern of a matcher is. */
export type PatternKind = GlobOptions | "family" | "app" | "list";

interface MatcherKind {
  pattern: PatternKind;
  languages: readonly Language[];
  /** Other ways to write it. */
  synonyms?: readonly string[];
}

const NAME: GlobOptions = { isPath: false, ignoreCase: false };
const TEXT: GlobOptions = { isPath: false, ignoreCase: true };
const PATH: GlobOptions = { isPath: true, ignoreCase: true };
const both = ["fingerprint", "stack-trace"] as const;

/**
 * By canonical name. Case counts for names of code, loggers and tags; it does not for paths, packages, releases, levels and
 * what people read.
 */
export const MATCHERS: ReadonlyMap<string, MatcherKind> = new Map<string, MatcherKind>([
  ["error.type", { pattern: NAME, languages: both, synonyms: ["type"] }],
  ["error.value", { pattern: TEXT, languages: both, synonyms: ["value"] }],
  ["error.mechanism", { pattern: NAME, languages: ["stack-trace"], synonyms: ["mechanism"] }],
  ["message", { pattern: TEXT, languages: ["fingerprint"] }],
  ["logger", { pattern: NAME, languages: ["fingerprint"] }],
  ["level", { pattern: TEXT, languages: ["fingerprint"] }],
  ["sdk", { pattern: "list", languages: ["fingerprint"] }],
  ["release", { pattern: PATH, languages: ["fingerprint"] }],
  ["stack.abs_path", { pattern: PATH, languages: both, synonyms: ["path", "abs_path", "stack.path"] }],
  ["stack.module", { pattern: NAME, languages: both, synonyms: ["module"] }],
  ["stack.function", { pattern: NAME, languages: both, synonyms: ["function"] }],
  ["stack.package", { pattern: PATH, languages: both, synonyms: ["package"] }],
  ["family", { pattern: "family", languages: both }],
  ["app", { pattern: "app", languages: both, synonyms: ["in_app", "in-app", "stack.in_app"] }],
  ["category", { pattern: NAME, languages: ["stack-trace"] }],
]);

const CANONICAL = new Map(
  [...MATCHERS].flatMap(([name, { synonyms = [] }]) =>
    [name, ...synonyms].map((word) => [word, name] as const),
  ),
);

/** `path` is `stack.abs_path`; undefined for what no language has. Tags keep their name. */
export function canonicalName(word: string): string | undefined {
  if (word.startsWith("tags.") && word.length > 5) return word;
  return CANONICAL.get(word) ?? CANONICAL.get(word.toLowerCase());
}

export function kindOf(name: string): MatcherKind {
  return MATCHERS.get(name) ?? { pattern: NAME, languages: ["fingerprint"] };
}

/** What may be written in one of the languages, for messages and editors. */
export function matcherNames(language: Language): string[] {
  const names = [...MATCHERS]
    .filter(([, { languages }]) => languages.includes(language))
    .map(([name]) => name);
  return language === "fingerprint" ? [...names, "tags.NAME"] : names;
}

/** `yes` and `no` in all their spellings; undefined for anything else. */
export function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (lower === "yes" || lower === "true" || lower === "1") return true;
  if (lower === "no" || lower === "false" || lower === "0") return false;
  return undefined;
}
