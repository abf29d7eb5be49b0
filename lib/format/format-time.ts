/** How an absolute time is written. `now` decides whether the year is needed. */
export type TimeOptions = {
  now: Date | number;
  /** IANA name; UTC when absent. */
  timeZone?: string;
  milliseconds?: boolean;
};

/** An absolute time with its zone: "18 Nov 14:31:48 UTC", with the year only when it is another one. */
export function formatTime(at: Date | string | number, options: TimeOptions): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "–";
  const timeZone = options.timeZone ?? "UTC";
  const parts = partsOf(date, timeZone);
  const year = parts.year === partsOf(new Date(options.now), timeZone).year ? "" : ` ${parts.year}`;
  const fraction = options.milliseconds ? `.${String(date.getUTCMilliseconds()).padStart(3, "0")}` : "";
  return `${parts.day} ${parts.month}${year} ${parts.hour}:${parts.minute}:${parts.second}${fraction} ${parts.timeZoneName}`;
}

/** The day alone, for axes and headings: "18 Nov". */
export function formatDay(at: Date | string | number, timeZone = "UTC"): string {
  const parts = partsOf(new Date(at), timeZone);
  return `${parts.day} ${parts.month}`;
}

/** Hours and minutes alone, for axes: "14:31". */
export function formatClock(at: Date | string | number, timeZone = "UTC"): string {
  const parts = partsOf(new Date(at), timeZone);
  return `${parts.hour}:${parts.minute}`;
}

type Parts = Record<"year" | "month" | "day" | "hour" | "minute" | "second" | "timeZoneName", string>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(date: Date, timeZone: string): Parts {
  const parts: Parts = { year: "", month: "", day: "", hour: "", minute: "", second: "", timeZoneName: "" };
  for (const part of formatterFor(timeZone).formatToParts(date)) {
    if (part.type in parts) parts[part.type as keyof Parts] = part.value;
  }
  // British English abbreviates September with four letters.
  parts.month = parts.month.slice(0, 3);
  return parts;
}

/** Building a formatter costs far more than using one. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  formatters.set(timeZone, made);
  return made;
}
