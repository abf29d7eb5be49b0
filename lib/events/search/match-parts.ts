import type { GlobPart } from "@/lib/search/grammar/ast";

/** Characters of a text that a pattern with wildcards is held against. */
const LONGEST = 4_096;

type Run = readonly (string | null)[];

/**
 * Whether a text, as a whole and in any case, fits a pattern: `*` is any run of characters, `?` exactly one. Each run between
 * two `*` is taken where it first fits, so that the work is at most text times pattern.
 */
export function matchParts(text: string, parts: readonly GlobPart[]): boolean {
  const letters = Array.from(text.slice(0, LONGEST).toLowerCase());
  const runs = toRuns(parts);
  const [first = [], ...rest] = runs;
  const last = rest.pop();
  if (last === undefined) return letters.length === first.length && fitsAt(letters, first, 0);
  if (first.length + last.length > letters.length || !fitsAt(letters, first, 0)) return false;
  const end = letters.length - last.length;
  if (!fitsAt(letters, last, end)) return false;
  let at = first.length;
  for (const run of rest) {
    while (at + run.length <= end && !fitsAt(letters, run, at)) at++;
    if (at + run.length > end) return false;
    at += run.length;
  }
  return true;
}

/** Between the stars: characters, and null for any one. */
function toRuns(parts: readonly GlobPart[]): Run[] {
  const runs: (string | null)[][] = [[]];
  for (const part of parts) {
    if ("literal" in part) runs.at(-1)?.push(...Array.from(part.literal.toLowerCase()));
    else if (part.wildcard === "?") runs.at(-1)?.push(null);
    else runs.push([]);
  }
  return runs;
}

function fitsAt(letters: readonly string[], run: Run, at: number): boolean {
  return run.every((letter, index) => letter === null || letter === letters[at + index]);
}
