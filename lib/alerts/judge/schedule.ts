import { Cron } from "croner";
import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { isTimeZone } from "./quiet-hours";

type Schedule = ThresholdCondition["schedule"];

const MINUTE_MS = 60_000;
/** Checks of a minute begin at its third second, when what was received is stored, and are spread over fifteen. */
const FIRST_SECOND = 3;
const SECONDS = 15;

/** The start of the minute of a moment. */
export function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/**
 * Whether a check is due at the minute `minute` when the last one was at `last`. By cron: when one of its times lies after
 * the last check and not after this minute; what was missed is made up for once. A time that clocks skip is taken when they
 * have skipped it, and one that comes twice is taken the first time.
 */
export function isDue(schedule: Schedule, last: number | null, minute: number): boolean {
  if (last !== null && minute <= last) return false;
  if (schedule === null) return true;
  const next = open(schedule).nextRun(new Date((last ?? minute - MINUTE_MS) + 1));
  return next !== null && next.getTime() <= minute;
}

/** The next check after a moment; null when there is none any more. */
export function nextDue(schedule: Schedule, after: number): number | null {
  if (schedule === null) return after + MINUTE_MS;
  return (
    open(schedule)
      .nextRun(new Date(after + 1))
      ?.getTime() ?? null
  );
}

/** The second of the minute at which a rule is checked. */
export function secondOf(id: string): number {
  return FIRST_SECOND + (Number.parseInt(id.slice(0, 6), 16) % SECONDS);
}

/** What is wrong with a schedule, for people; null when nothing is. */
export function findScheduleFault(
  schedule: NonNullable<Schedule>,
): { field: "cron" | "timeZone"; message: string } | null {
  if (!isTimeZone(schedule.timeZone))
    return {
      field: "timeZone",
      message: `${schedule.timeZone} is no time zone. Use one such as Europe/Berlin.`,
    };
  try {
    if (open(schedule).nextRun(new Date(0)) !== null) return null;
    return { field: "cron", message: "No day is ever like this." };
  } catch {
    return {
      field: "cron",
      message: "Use five fields: minute, hour, day, month, weekday. Every hour is 0 * * * *.",
    };
  }
}

function open({ cron, timeZone }: NonNullable<Schedule>): Cron {
  return new Cron(cron, { mode: "5-part", timezone: timeZone, paused: true });
}
