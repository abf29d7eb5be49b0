import { firstSlice, openSlices } from "./list-slices";
import type { Search, Where } from "./open-search";
import { findPlaces } from "./read-lines";

/** So many of the newest lines say enough. */
const enough = 50;

/**
 * Asks about the newest lines that match, as far as they are enough: of all files that would be opened, few are. What is rare is
 * found first, so that only what holds it is looked at. `ask` looks and says at how many lines; null when it cannot be compiled.
 * `isAll`: it will be all that match.
 */
export async function lookNewest<Look extends { lines: number }>(
  search: Search,
  ask: (where: Where, isAll: boolean) => Promise<Look | null>,
): Promise<(Look & { isAll: boolean }) | null> {
  const { projects, range } = search;
  const { total, next } = await openSlices([...projects.keys()], range, "newest", null);
  const look = async (where: Where, isAll = false) => {
    const seen = await ask(where, isAll);
    return seen && { ...seen, isAll };
  };
  const newest = next(firstSlice);
  if (newest === null || newest.lines >= total) return look(range, true);
  const first = await look(newest);
  if (first === null || first.lines >= enough) return first;
  // By the share that was found, so many lines have more than enough.
  const wanted = (firstSlice * enough * 1.5) / first.lines;
  const further = wanted < total / 2 ? next(wanted) : null;
  const second = further && (await look(further));
  if (second && second.lines >= enough) return second;
  const moments = await findPlaces(search, { order: "newest", limit: enough, after: null, range });
  return moments && look({ ...range, moments }, moments.length < enough);
}
