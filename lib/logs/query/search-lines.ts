import type { Context } from "@/lib/context";
import { InvalidInputError } from "@/lib/errors";
import type { LogPage, SearchLinesInput } from "@/lib/logs/schemas";
import { listSlices } from "./list-slices";
import { type Asking, openSearch } from "./open-search";
import { findPlaces, type FoundPlace, type LinePlace, readPlaces } from "./read-lines";

/**
 * A page of the lines that a question finds, newest or oldest first. Looks slice by slice and stops when the page is full. Of
 * a question with a table it gives the lines that the table is made of.
 * @throws SearchStoppedError
 */
export async function searchLines(
  ctx: Context,
  input: SearchLinesInput,
  asking: Asking = {},
): Promise<LogPage> {
  const search = await openSearch(ctx, input, asking);
  const { order, limit } = input;
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const { slices, total } = await listSlices([...search.projects.keys()], search.range, { order });
  const found: FoundPlace[] = [];
  let scanned = 0;
  for (const slice of slices) {
    const range = cutAt(slice, after, order);
    if (range === null) continue;
    const places = await findPlaces(search, { order, limit: limit + 1 - found.length, after, range });
    if (places === null) break;
    scanned += slice.lines;
    found.push(...places);
    if (found.length > limit) break;
  }
  const places = found.slice(0, limit);
  const lines = await readPlaces(search, places);
  const last = places.at(-1);
  const nextCursor = found.length > limit && last !== undefined ? `${last.t}.${last.chunk}.${last.n}` : null;
  return { ...search.head(), lines, nextCursor, effort: search.effort(Math.min(scanned, total), total) };
}

/** The part of a slice that is not before the cursor; null when nothing is left. */
function cutAt(slice: { from: bigint; to: bigint }, after: LinePlace | null, order: "newest" | "oldest") {
  if (after === null) return { from: slice.from, to: slice.to };
  const range =
    order === "newest"
      ? { from: slice.from, to: after.t + 1n < slice.to ? after.t + 1n : slice.to }
      : { from: after.t > slice.from ? after.t : slice.from, to: slice.to };
  return range.to > range.from ? range : null;
}

function readCursor(cursor: string): LinePlace {
  const [, t = "", chunk = "", n = ""] = /^(-?\d{1,19})\.([0-9a-f-]{36})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (t === "")
    throw new InvalidInputError(undefined, { cursor: "This is no place in these lines. Start again." });
  return { t: BigInt(t), chunk, n: Number(n) };
}
