import { formatClock, formatDay } from "@/lib/format/format-time";

const MINUTE = 1;
const HOUR = 60;
const DAY = 24 * HOUR;
const STEPS_MIN = [
  MINUTE,
  5,
  10,
  15,
  30,
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 28, 56, 112].map((days) => days * DAY),
];
const MOST = 8;
/** A label that begins here or later would hang over the edge. */
const LAST_SHARE = 0.96;

/** A label and where it begins, as a share of the width. */
export type TimeLabel = { at: number; share: number; text: string };

/**
 * Up to eight labels at round local times between two instants (milliseconds). Days count from the first
 * local midnight, hours from each, so clock changes move nothing.
 */
export function timeLabels(from: number, to: number): TimeLabel[] {
  const spanMin = (to - from) / 60_000;
  const step = STEPS_MIN.find((minutes) => spanMin / minutes <= MOST) ?? 112 * DAY;
  const first = new Date(from);
  const labels: TimeLabel[] = [];
  for (let i = 0; ; i += 1) {
    const at = new Date(first.getFullYear(), first.getMonth(), first.getDate(), 0, i * step).getTime();
    const share = (at - from) / (to - from);
    if (share >= LAST_SHARE) return labels;
    if (share >= 0) labels.push({ at, share, text: textOf(at, step) });
  }
}

function textOf(at: number, step: number): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const date = new Date(at);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  return step >= DAY || midnight ? formatDay(at, zone) : formatClock(at, zone);
}
