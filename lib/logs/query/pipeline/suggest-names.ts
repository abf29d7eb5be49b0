import { editDistance } from "@/lib/search/grammar/edit-distance";

/** "Did you mean": names near to one that is not known, nearest first, at most three. */
export function suggestNames(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase().slice(0, 64);
  const bound = wanted.length <= 4 ? 1 : 2;
  return [...new Set(known)]
    .flatMap((candidate) => {
      const lower = candidate.toLowerCase();
      const distance = editDistance(wanted, lower.slice(0, 64), bound);
      if (distance !== null) return [{ candidate, distance }];
      return wanted.length >= 3 && lower.startsWith(wanted) ? [{ candidate, distance: bound + 1 }] : [];
    })
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
