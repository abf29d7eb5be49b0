import { formatDay } from "@/lib/format/format-time";

/** A day for people, with its year when today is of another: "18 Nov", "1 Jan 2019". Both are YYYY-MM-DD. */
export function nameDay(day: string, today: string): string {
  const year = day.slice(0, 4);
  return year === today.slice(0, 4) ? formatDay(day) : `${formatDay(day)} ${year}`;
}
