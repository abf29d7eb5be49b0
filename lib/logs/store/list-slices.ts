import type { LogSource } from "@/lib/logs/engine/engine";
import { readSnapshot } from "./read-snapshot";

export interface LogSlice {
  /** Nanoseconds: [from, to). */
  from: bigint;
  to: bigint;
  /** About so many lines, as if they lay evenly in their files. */
  lines: number;
}

interface Span {
  timeMin: bigint;
  timeMax: bigint;
  lines: number;
}

/** The first slice holds about as many lines; each one after it twice as many, up to `MOST_LINES`. */
const FIRST_LINES = 65_536;
const MOST_LINES = 1_048_576;

/** Cuts a source's time into slices, newest first: whoever wants the newest lines can stop early. Without lines, none. */
export async function listSlices(source: Omit<LogSource, "fields">): Promise<LogSlice[]> {
  const { projectIds, from, to } = source;
  const { files, chunks } = await readSnapshot({ projectIds, from, to, columns: [] });
  return cutSlices([...files, ...chunks], from, to);
}

/** The lines in so many nanoseconds; none where there are none. */
function holds(density: number, length: bigint): number {
  return density > 0 ? density * Number(length) : -1;
}

/**
 * Cuts [from, to) where lines are. Between two ends of spans the density is one number, so a cut can lie anywhere: times in a
 * file are sorted, and reading a part of it costs a part. Pure.
 */
export function cutSlices(spans: readonly Span[], from: bigint, to: bigint): LogSlice[] {
  const ends = new Map<bigint, number>();
  for (const { timeMin, timeMax, lines } of spans) {
    const density = lines / Number(timeMax - timeMin + 1n);
    ends.set(timeMax + 1n, (ends.get(timeMax + 1n) ?? 0) + density);
    ends.set(timeMin, (ends.get(timeMin) ?? 0) - density);
  }
  const slices: LogSlice[] = [];
  let [wanted, held, density, upper, at] = [FIRST_LINES, 0, 0, to, to];
  const cut = (time: bigint) => {
    slices.push({ from: time, to: upper, lines: Math.round(held) });
    upper = time;
    held = 0;
    wanted = Math.min(wanted * 2, MOST_LINES);
  };
  for (const [end, change] of [...ends].toSorted(([a], [b]) => (a > b ? -1 : 1))) {
    const next = end > to ? to : end < from ? from : end;
    while (holds(density, at - next) >= wanted - held) {
      const length = BigInt(Math.max(1, Math.ceil((wanted - held) / density)));
      // A span of few nanoseconds may hold many lines.
      if (length >= at - next) break;
      held += density * Number(length);
      at -= length;
      cut(at);
    }
    held += density * Number(at - next);
    at = next;
    density += change;
  }
  if (held > 0 || (spans.length > 0 && slices.length === 0)) cut(from);
  const last = slices.at(-1);
  if (last && last.from > from) last.from = from;
  return slices;
}
