import type { Range } from "./compile/narrow-range";
import { firstSlice, openSlices } from "./list-slices";
import type { Search } from "./open-search";

/** So many of the newest lines say enough; with fewer, the whole stretch is looked at. */
const enough = 200;

/**
 * Asks about the newest lines that match, as far as they are enough: of all files that would be opened, few are. `ask` looks at a
 * stretch and says at how many lines; null when it cannot be compiled. `isAll`: it was the whole stretch.
 */
export async function lookNewest<Look extends { lines: number }>(
  { projects, range }: Search,
  ask: (range: Range) => Promise<Look | null>,
): Promise<(Look & { isAll: boolean }) | null> {
  const { total, next } = await openSlices([...projects.keys()], range, "newest", null);
  const newest = next(firstSlice);
  if (newest !== null && newest.lines < total) {
    const first = await ask(newest);
    if (first === null || first.lines >= enough) return first && { ...first, isAll: false };
    // By the share that was found, so many lines have more than enough. What is rarer is looked for everywhere.
    const wanted = (firstSlice * enough * 2) / first.lines;
    const further = wanted < total / 2 ? next(wanted) : null;
    const second = further && (await ask(further));
    if (second && second.lines >= enough) return { ...second, isAll: false };
  }
  const all = await ask(range);
  return all && { ...all, isAll: true };
}
