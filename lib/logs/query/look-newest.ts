import { firstSlice, openSlices } from "./list-slices";
import type { Search, Where } from "./open-search";
import { findPlaces } from "./read-lines";

/** So many of the newest lines say enough. */
const enough = 200;

/** What was seen, where; `isAll`: it was all that match. */
type Seen<Look> = Look & { where: Where; isAll: boolean };

/**
 * Asks about the newest lines that match, as far as they are enough: of all files that would be opened, few are. What is rare is
 * found first, so that only what holds it is looked at. `ask` looks and says at how many lines; null when it cannot be compiled.
 */
export async function lookNewest<Look extends { lines: number }>(
  search: Search,
  ask: (where: Where) => Promise<Look | null>,
): Promise<Seen<Look> | null> {
  const { projects, range } = search;
  const { total, next } = await openSlices([...projects.keys()], range, "newest", null);
  const look = async (where: Where, isAll = false): Promise<Seen<Look> | null> => {
    const seen = await ask(where);
    return seen && { ...seen, where, isAll };
  };
  const newest = next(firstSlice);
  if (newest === null || newest.lines >= total) return look(range, true);
  const first = await look(newest);
  if (first === null || first.lines >= enough) return first;
  // By the share that was found, so many lines have more than enough.
  const wanted = (firstSlice * enough * 2) / first.lines;
  const further = wanted < total / 2 ? next(wanted) : null;
  const second = further && (await look(further));
  if (second && second.lines >= enough) return second;
  const moments = await findPlaces(search, { order: "newest", limit: enough, after: null, range });
  return moments && look({ ...range, moments }, moments.length < enough);
}
