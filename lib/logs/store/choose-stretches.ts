import type { LineMoment, LogSource } from "@/lib/logs/engine/engine";
import type { StoredFile } from "./read-snapshot";

/** A stretch of time, both ends included, in nanoseconds. */
export interface Stretch {
  first: bigint;
  last: bigint;
}

/** What a source says about which parts of files are read. */
export type StretchWish = Pick<LogSource, "from" | "to" | "moments" | "counted">;

/** So many are asked for at once: each is compared with every line of a row group that may hold one of them. */
export const MOST_STRETCHES = 64;
/** Moments with about so many lines between them are one stretch. */
const NEAR_LINES = 32;

/** The files of which anything is read. */
export function chooseFiles<T extends StoredFile>(files: readonly T[], wish: StretchWish): T[] {
  return files.filter((file) => listStretches(file, wish)?.length !== 0);
}

/**
 * The parts of a file that are read, in the order of time: the moments that may lie in it, those near each other as one; or
 * what lies beside that which is counted. Null when all in the time is. Pure.
 */
export function listStretches(
  file: StoredFile,
  { from, to, moments, counted }: StretchWish,
): Stretch[] | null {
  if (moments) return joinMoments(file, moments);
  const known = counted?.find(({ id }) => id === file.id);
  if (!known) return null;
  const first = file.timeMin > from ? file.timeMin : from;
  const last = file.timeMax < to ? file.timeMax : to - 1n;
  return [
    { first, last: last < known.from ? last : known.from - 1n },
    { first: first > known.to ? first : known.to, last },
  ].filter((stretch) => stretch.first <= stretch.last);
}

function joinMoments(file: StoredFile, moments: readonly LineMoment[]): Stretch[] {
  const times = [...new Set(moments.filter((moment) => mayHold(file, moment)).map(({ t }) => t))].toSorted(
    compare,
  );
  const gaps = times.slice(1).map((time, at) => ({ at: at + 1, length: time - (times[at] ?? time) }));
  const near = (NEAR_LINES * Number(file.timeMax - file.timeMin + 1n)) / file.lines;
  const cuts = gaps
    .filter(({ length }) => Number(length) > near)
    .toSorted((one, other) => compare(other.length, one.length))
    .slice(0, MOST_STRETCHES - 1)
    .map(({ at }) => at)
    .toSorted((one, other) => one - other);
  const starts = times.length > 0 ? [0, ...cuts] : [];
  return starts.flatMap((start, index) => {
    const [first, last] = [times[start], times[(starts[index + 1] ?? times.length) - 1]];
    return first === undefined || last === undefined ? [] : [{ first, last }];
  });
}

function mayHold({ projectId, timeMin, timeMax }: StoredFile, moment: LineMoment): boolean {
  return moment.projectId === projectId && timeMin <= moment.t && moment.t <= timeMax;
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
