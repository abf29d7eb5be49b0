import type { LineChange } from "./schemas";

/**
 * How many lines a text gained and lost against an older one; a line that moved counts as both. Empty lines do not count.
 * Lines that repeat are paired in order, so the numbers are right for rules and close to right for any text.
 */
export function countLines(older: string, newer: string): LineChange {
  const before = linesOf(older);
  const after = linesOf(newer);
  const places = new Map<string, number[]>();
  for (const [index, line] of before.entries()) {
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  }
  const pairs: number[] = [];
  for (const line of after) {
    const place = places.get(line)?.shift();
    if (place !== undefined) pairs.push(place);
  }
  const kept = longestRise(pairs);
  return { added: after.length - kept, removed: before.length - kept };
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => line.trim() || []);
}

/** Length of the longest rising subsequence: lines that kept their order. `tails[n]` is the least end of one of n + 1. */
function longestRise(numbers: readonly number[]): number {
  const tails: number[] = [];
  for (const number of numbers) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    tails[low] = number;
  }
  return tails.length;
}
