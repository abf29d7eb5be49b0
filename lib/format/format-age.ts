const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

type Unit = { size: number; until: number; short: string; long: string };

const UNITS: readonly Unit[] = [
  { size: SECOND, until: MINUTE, short: "s", long: "s" },
  { size: MINUTE, until: HOUR, short: "m", long: "min" },
  { size: HOUR, until: DAY, short: "h", long: "h" },
  // Days are exact, months are not: 34d says more than 1mo.
  { size: DAY, until: 60 * DAY, short: "d", long: "d" },
  { size: MONTH, until: YEAR, short: "mo", long: "mo" },
  { size: YEAR, until: Number.POSITIVE_INFINITY, short: "y", long: "y" },
];

/** An age in milliseconds for tables: 12s 4m 3h 5d 3mo 2y. A future time (clock skew) is "0s". */
export function formatAge(ageMs: number): string {
  const { count, unit } = largestUnit(ageMs);
  return `${count}${unit?.short ?? "s"}`;
}

/** An age in milliseconds for sentences: "12 s ago", "4 min ago", "just now". */
export function formatAgo(ageMs: number): string {
  const { count, unit } = largestUnit(ageMs);
  return count === 0 ? "just now" : `${count} ${unit?.long ?? "s"} ago`;
}

function largestUnit(ageMs: number): { count: number; unit: Unit | undefined } {
  const age = Math.max(0, ageMs);
  const unit = UNITS.find((candidate) => age < candidate.until);
  return { count: unit ? Math.floor(age / unit.size) : 0, unit };
}
