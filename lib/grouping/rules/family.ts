/**
 * Platforms that behave alike. `javascript`, `native` and `other` are Sentry's; so is `all`. The others are ours, so that a
 * rule can speak of one language: a frame of Python is in the families `python` and `other`.
 */
const PLATFORMS: Record<string, readonly string[]> = {
  javascript: ["javascript", "node"],
  native: ["native", "c", "cpp", "rust", "swift", "objc", "cocoa"],
  java: ["java", "android", "kotlin", "scala", "groovy", "clojure"],
  csharp: ["csharp", "dotnet"],
  python: ["python"],
  ruby: ["ruby"],
  php: ["php"],
  go: ["go"],
  elixir: ["elixir"],
};

const FAMILIES = new Map(
  Object.entries(PLATFORMS).flatMap(([family, platforms]) =>
    platforms.map((name) => [name, family] as const),
  ),
);

const OTHER_WORDS = new Map([
  ["js", "javascript"],
  ["c#", "csharp"],
  ["golang", "go"],
]);

/** What may be written after `family:`. */
export const FAMILY_NAMES: readonly string[] = [...Object.keys(PLATFORMS), "other", "all"];

/** The narrowest family of a platform, `other` when it is not known. */
export function familyOf(platform: string): string {
  return FAMILIES.get(platform) ?? "other";
}

/** A family by any of its names (`node`, `kotlin`, …); undefined when there is none. */
export function findFamily(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (FAMILY_NAMES.includes(lower)) return lower;
  return FAMILIES.get(lower) ?? OTHER_WORDS.get(lower);
}

/** Whether what a rule names holds for a platform's narrowest family. */
export function isInFamily(family: string, named: ReadonlySet<string>): boolean {
  if (named.has(family) || named.has("all")) return true;
  return named.has("other") && family !== "javascript" && family !== "native";
}
