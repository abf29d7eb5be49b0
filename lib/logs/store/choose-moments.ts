import type { LineMoment } from "@/lib/logs/engine/engine";
import type { StoredFile } from "./read-snapshot";

/** A stretch of time, both ends included, in nanoseconds. */
export interface Stretch {
  first: bigint;
  last: bigint;
}

/** Each is asked of every line of a row group that may hold one of them. */
const MOST_STRETCHES = 64;
/** Moments with about so many lines between them are one stretch. */
const NEAR_LINES = 32;

/** The files that may hold a line of these moments. */
export function chooseFiles<T extends StoredFile>(files: readonly T[], moments: readonly LineMoment[]): T[] {
  return files.filter((file) => moments.some((moment) => mayHold(file, moment)));
}

/**
 * The few stretches of a file that hold all moments that may lie in it, in the order of time: those that are near each other
 * are one. Pure.
 */
export function listStretches(file: StoredFile, moments: readonly LineMoment[]): Stretch[] {
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
