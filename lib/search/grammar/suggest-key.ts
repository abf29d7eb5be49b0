import { editDistance } from "./edit-distance";
import type { SearchLanguage } from "./language";

/** Longer names are not compared: nobody mistypes them, and comparing costs their product. */
const longestName = 64;

/**
 * "Did you mean": known names near to one that is not known, nearest first. Aliases are compared too and
 * answered by their key.
 * @param others further names to offer, such as the project's own tags
 */
export function suggestKeys(
  name: string,
  language: SearchLanguage,
  others: readonly string[] = [],
  limit = 3,
): string[] {
  const wanted = name.toLowerCase().slice(0, longestName);
  const bound = wanted.length <= 4 ? 1 : 2;
  const scores = new Map<string, number>();
  const consider = (candidate: string, key: string) => {
    const score = compare(wanted, candidate.toLowerCase().slice(0, longestName), bound);
    if (score !== null && score < (scores.get(key) ?? Infinity)) scores.set(key, score);
  };
  for (const [alias, field] of language.names) consider(alias, field.key);
  for (const other of others) consider(other, other);
  scores.delete(name);
  return [...scores]
    .sort(([a, scoreA], [b, scoreB]) => scoreA - scoreB || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([key]) => key);
}

/** Fewer is nearer: typing errors first, then the last part of a dotted name (`email` for `user.email`). */
function compare(wanted: string, candidate: string, bound: number): number | null {
  const distance = editDistance(wanted, candidate, bound);
  if (distance !== null) return distance;
  if (wanted.length < 3) return null;
  if (candidate.startsWith(wanted)) return bound + 1;
  return candidate.endsWith(`.${wanted}`) ? bound + 2 : null;
}
