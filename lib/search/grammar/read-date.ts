import type { DateValue } from "./ast";

const shape = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/i;

/** An ISO 8601 day, or a time with minutes, seconds or parts of them; without a zone it is UTC. */
export function readDate(text: string): DateValue | null {
  const match = shape.exec(text);
  if (match === null) return null;
  const [, day = "", minutes, seconds = "00", fraction = "", zone = "Z"] = match;
  if (!isDay(day)) return null;
  if (minutes === undefined) return { kind: "date", iso: `${day}T00:00:00.000Z`, precision: "day" };
  const parts = fraction.slice(0, 3).padEnd(3, "0");
  const time = Date.parse(`${day}T${minutes}:${seconds}.${parts}${zone.toUpperCase()}`);
  if (Number.isNaN(time)) return null;
  const iso = new Date(time).toISOString();
  return iso.length === 24 ? { kind: "date", iso, precision: "time" } : null;
}

/** Whether the calendar has this day: 30 February is none. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
