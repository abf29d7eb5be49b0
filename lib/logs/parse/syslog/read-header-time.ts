import { readTime } from "@/lib/logs/parse/read-time";

/** The time in front of a line of RFC 3164. */
export interface HeaderTime {
  /** Nanoseconds since 1970. */
  time: bigint;
  /** Behind the time and the blank that follows it. */
  end: number;
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const STAMP = /^(\d{1,2}) (?:(\d{4}) )?(\d\d:\d\d:\d\d(?:\.\d{1,9})?)$/;
const LONGEST = 40;

/**
 * Reads `Nov  2 21:52:16`, also with one blank, a leading zero, a fraction, a year (as Cisco writes it), or ISO 8601 as
 * rsyslog's newer templates write it. Without a year the time is the one nearest to `arrival`, without a zone it is UTC.
 */
export function readHeaderTime(text: string, from: number, arrival: bigint): HeaderTime | undefined {
  const head = text.slice(from, from + LONGEST);
  const month = MONTHS.indexOf(head.slice(0, 3));
  if (head[3] !== " " || month < 0 || month % 3 !== 0) return readIsoTime(head, from);
  let end = head[4] === " " ? 5 : 4;
  const start = end;
  // Day, perhaps a year, and the clock.
  for (let words = 0; words < 3; words++) {
    const blank = head.indexOf(" ", end);
    end = blank === -1 ? head.length : blank;
    const stamp = STAMP.exec(trimColon(head.slice(start, end)));
    if (stamp) {
      const [, day = "", year, clock = ""] = stamp;
      const date = (each: number) =>
        readTime(`${each}-${twoDigits(month / 3 + 1)}-${day.padStart(2, "0")}T${clock}`);
      const time = year === undefined ? nearest(date, arrival) : date(Number(year));
      return time === undefined ? undefined : { time, end: from + end + 1 };
    }
    end++;
  }
  return undefined;
}

function readIsoTime(head: string, from: number): HeaderTime | undefined {
  if (!/^\d{4}-\d\d-\d\d[T ]/.test(head)) return undefined;
  const first = head.indexOf(" ", 11);
  const end = first === -1 ? head.length : first;
  const time = readTime(trimColon(head.slice(0, end)));
  return time === undefined ? undefined : { time, end: from + end + 1 };
}

function trimColon(text: string): string {
  return text.endsWith(":") ? text.slice(0, -1) : text;
}

function nearest(date: (year: number) => bigint | undefined, arrival: bigint): bigint | undefined {
  const year = new Date(Number(arrival / 1_000_000n)).getUTCFullYear();
  let best: bigint | undefined;
  for (const time of [date(year), date(year - 1), date(year + 1)]) {
    if (time === undefined) continue;
    if (best === undefined || distance(time, arrival) < distance(best, arrival)) best = time;
  }
  return best;
}

function distance(one: bigint, other: bigint): bigint {
  return one > other ? one - other : other - one;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
