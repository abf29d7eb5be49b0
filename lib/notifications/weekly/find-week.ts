import { Cron } from "croner";

/** A week that is over, and the one before, by the days of a time zone. */
export interface Week {
  /** Its Monday and its Sunday: "2026-11-16". */
  monday: string;
  sunday: string;
  /** Where the week before begins, it begins and it ends. */
  before: Date;
  from: Date;
  to: Date;
  /** Where each of its seven days begins. One may have 23 or 25 hours. */
  days: Date[];
}

const DAYS = 7;
/** A server that was away on Monday makes up for it until Wednesday; later nobody waits for it any more. */
const LATEST_MS = 48 * 3_600_000;

/** The week to tell of: it is told on the Monday after, at 08:00 by the clocks there. Null when none is due. */
export function findWeek(now: Date, timeZone: string): Week | null {
  const options = { mode: "5-part", timezone: timeZone, paused: true } as const;
  // Runs before a whole second are found; that second itself is to count.
  const next = new Date(Math.floor(now.getTime() / 1000) * 1000 + 1000);
  const [due] = new Cron("0 8 * * 1", options).previousRuns(1, next);
  if (!due || now.getTime() - due.getTime() >= LATEST_MS) return null;
  // Days by the calendar there: midnight is not every 24 hours, and on some days there is none.
  const midnights = new Cron("0 0 * * *", options).previousRuns(2 * DAYS + 1, due).toReversed();
  const [before, from, to] = [midnights[0], midnights[DAYS], midnights[2 * DAYS]];
  if (!before || !from || !to) return null;
  const days = midnights.slice(DAYS, 2 * DAYS);
  return {
    monday: dateOf(from, timeZone),
    sunday: dateOf(days[DAYS - 1] ?? from, timeZone),
    before,
    from,
    to,
    days,
  };
}

function dateOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(at).split("/").toReversed().join("-");
}
