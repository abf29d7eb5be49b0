import type { Context } from "@/lib/context";
import { InvalidInputError } from "@/lib/errors";
import type { LogPage, SearchLinesInput } from "@/lib/logs/schemas";
import { firstSlice, openSlices } from "./list-slices";
import { type Asking, openSearch } from "./open-search";
import { findPlaces, type FoundPlace, type LinePlace, readPlaces } from "./read-lines";

/** A question that the first slice did not answer is asked of so many lines next. */
const secondSlice = 1_600_000;

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
  const slices = await openSlices([...search.projects.keys()], search.range, order, after?.t ?? null);
  const { total } = slices;
  const found: FoundPlace[] = [];
  let scanned = 0;
  for (;;) {
    const slice = slices.next(chooseSize(scanned, found.length, limit));
    if (slice === null) break;
    const places = await findPlaces(search, {
      order,
      limit: limit + 1 - found.length,
      after,
      range: { from: slice.from, to: slice.to },
    });
    if (places === null) break;
    scanned += slice.lines;
    found.push(...places);
    if (found.length > limit) break;
  }
  const places = found.slice(0, limit);
  const lines = await readPlaces(search, places, input.fields ?? "listed");
  const last = places.at(-1);
  const nextCursor = found.length > limit && last !== undefined ? `${last.t}.${last.chunk}.${last.n}` : null;
  return {
    ...search.head(),
    lines,
    fields: input.fields ?? null,
    nextCursor,
    effort: search.effort(Math.min(scanned, total), total),
  };
}

/**
 * How many lines are looked at next: by the share that was found so far half as many again as are needed. Each step costs
 * the engine some twenty milliseconds, so what is rare is looked for in few of them.
 */
function chooseSize(scanned: number, found: number, limit: number): number {
  if (scanned === 0) return firstSlice;
  const most = Math.max(secondSlice, scanned * 2);
  if (found === 0) return most;
  return Math.min(Math.max((scanned * (limit + 1 - found) * 1.5) / found, scanned), most);
}

function readCursor(cursor: string): LinePlace {
  const [, t = "", chunk = "", n = ""] = /^(-?\d{1,19})\.([0-9a-f-]{36})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (t === "")
    throw new InvalidInputError(undefined, { cursor: "This is no place in these lines. Start again." });
  return { t: BigInt(t), chunk, n: Number(n) };
}
