import type { QuietHours } from "@/lib/alerts/schemas";

const MINUTE_MS = 60_000;
/** Longer than any night, the one on which clocks go back among them. */
const MOST_MINUTES = 26 * 60;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight on a clock there. */
function clockAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const [hour = "0", minute = "0"] = format.format(at).split(":");
  return Number(hour) * 60 + Number(minute);
}

function minutesOf(clock: string): number {
  const [hour = "0", minute = "0"] = clock.split(":");
  return Number(hour) * 60 + Number(minute);
}

/** Whether a moment lies in the quiet hours, by the clock on the wall there. From and to being the same means all day. */
export function isQuiet({ from, to, timeZone }: QuietHours, at: number): boolean {
  const [begin, end, now] = [minutesOf(from), minutesOf(to), clockAt(at, timeZone)];
  if (begin === end) return true;
  return begin < end ? now >= begin && now < end : now >= begin || now < end;
}

/** When quiet hours that are on now are over; null when they never are. On the minute. */
export function endOfQuiet(quiet: QuietHours, at: number): number | null {
  if (minutesOf(quiet.from) === minutesOf(quiet.to)) return null;
  const first = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  for (let minute = 0; minute <= MOST_MINUTES; minute++) {
    const then = first + minute * MINUTE_MS;
    if (then > at && !isQuiet(quiet, then)) return then;
  }
  return null;
}

/** Whether a time zone is known here. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}
