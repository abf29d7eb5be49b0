import { pool } from "@/lib/db/pool";
import type { Range } from "./compile/narrow-range";

/** A part of a stretch and about how many lines lie in it. */
export interface Slice extends Range {
  lines: number;
}

interface Piece {
  min: bigint;
  max: bigint;
  lines: number;
}

/** Lines of the first slice: a row group or two of the newest files, in which what is common fills a page. */
export const firstSlice = 25_000;

/** Which slices come first, and how many lines the first has; `growth` times as many has the next. */
export interface SliceWish {
  order?: "newest" | "oldest";
  first?: number;
  growth?: number;
}

/** Slices of a stretch that are cut one after the other, by what the ones before it gave. */
export interface OpenSlices {
  /** Lines of the whole stretch. */
  total: number;
  /** The next slice, with about so many lines; null when nothing is left. */
  next: (lines: number) => Slice | null;
}

/** A stretch to be cut from one end to the other; `start` leaves out what lies before it in that order. */
export async function openSlices(
  projectIds: readonly number[],
  range: Range,
  order: "newest" | "oldest",
  start: bigint | null,
): Promise<OpenSlices> {
  const read = await readPieces(projectIds, range);
  const total = Math.round(countAfter(read, range.from, range.to));
  const isMirrored = order === "oldest";
  const pieces = isMirrored ? read.map(({ min, max, lines }) => ({ min: -max, max: -min, lines })) : read;
  const { from, to: end } = isMirrored ? mirror(range) : range;
  const after = start === null ? end : (isMirrored ? -start : start) + 1n;
  let to = after < end ? after : end;
  const next = (wanted: number): Slice | null => {
    if (to <= from) return null;
    const slice = cutOne(pieces, from, to, wanted);
    to = slice.from;
    return isMirrored ? { ...mirror(slice), lines: slice.lines } : slice;
  };
  return { total, next };
}

/**
 * Cuts a stretch into slices by how many lines the catalog has where: a page of common lines is found in
 * the first. `total` is how many lines the files and chunks of the stretch hold, shares of files at its ends by time.
 */
export async function listSlices(
  projectIds: readonly number[],
  range: Range,
  wish: SliceWish = {},
): Promise<{ slices: Slice[]; total: number }> {
  return cutSlices(await readPieces(projectIds, range), range, wish);
}

async function readPieces(projectIds: readonly number[], range: Range): Promise<Piece[]> {
  const { rows } = await pool().query<{ min: string; max: string; lines: number }>(
    `SELECT time_min::text AS min, time_max::text AS max, lines FROM log_file
      WHERE project_id = ANY ($1::int[]) AND replaced_at IS NULL AND time_max >= $2 AND time_min < $3
     UNION ALL
     SELECT time_min::text, time_max::text, lines FROM log_chunk
      WHERE project_id = ANY ($1::int[]) AND time_max >= $2 AND time_min < $3`,
    [projectIds, range.from, range.to],
  );
  return rows.map(({ min, max, lines }) => ({ min: BigInt(min), max: BigInt(max), lines }));
}

/** The slices of some pieces of time, in the order in which they are looked at. Pure. */
export function cutSlices(
  pieces: readonly Piece[],
  range: Range,
  { order = "newest", first = firstSlice, growth = 2 }: SliceWish = {},
): { slices: Slice[]; total: number } {
  if (order === "oldest") {
    const mirrored = pieces.map(({ min, max, lines }) => ({ min: -max, max: -min, lines }));
    const { slices, total } = cutSlices(mirrored, mirror(range), { first, growth });
    return { slices: slices.map((slice) => ({ ...mirror(slice), lines: slice.lines })), total };
  }
  const total = Math.round(countAfter(pieces, range.from, range.to));
  const slices: Slice[] = [];
  let { to } = range;
  for (let wanted = first; to > range.from; wanted *= growth) {
    const slice = cutOne(pieces, range.from, to, wanted);
    slices.push(slice);
    to = slice.from;
  }
  return { slices, total };
}

/** What lies last before `to`; all that is left when that is hardly more. */
function cutOne(pieces: readonly Piece[], first: bigint, to: bigint, wanted: number): Slice {
  const isRest = countAfter(pieces, first, to) <= wanted * 1.2;
  const from = isRest ? first : findStart(pieces, first, to, wanted);
  return { from, to, lines: Math.round(countAfter(pieces, from, to)) };
}

/** The same stretch with time running the other way. */
function mirror({ from, to }: Range): Range {
  return { from: 1n - to, to: 1n - from };
}

/** The time after which about so many lines lie before `to`. */
function findStart(pieces: readonly Piece[], from: bigint, to: bigint, wanted: number): bigint {
  let low = from;
  let high = to - 1n;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (countAfter(pieces, middle, to) >= wanted) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** How many lines lie in [from, to), if each piece has them evenly. */
function countAfter(pieces: readonly Piece[], from: bigint, to: bigint): number {
  let lines = 0;
  for (const piece of pieces) {
    const start = piece.min > from ? piece.min : from;
    const end = piece.max + 1n < to ? piece.max + 1n : to;
    if (end > start) lines += (piece.lines * Number(end - start)) / Number(piece.max + 1n - piece.min);
  }
  return lines;
}
