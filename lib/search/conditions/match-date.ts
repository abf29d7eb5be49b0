import type { SearchOperator, SearchValue } from "@/lib/search/grammar/ast";
import { toMilliseconds } from "@/lib/search/grammar/read-amount";
import { anyOf, type Question, type Scope } from "./scope";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
/** Before the first of our events, and after the last: Postgres and dates end somewhere. */
const EARLIEST = 0;
const LATEST = Date.UTC(9999, 11, 31);

/** A stretch of time: `from` is in it, `before` is not; none is without end. */
export interface Stretch {
  from?: number;
  before?: number;
}

/**
 * Whether a time fits: `earliest` and `latest` are SQL for the same time, or for both ends of a stretch of which some
 * moment must fit.
 */
export function matchDate(
  { earliest, latest }: { earliest: string; latest: string },
  { operator, values }: Question,
  { bind, now }: Scope,
): string {
  return anyOf(
    values.flatMap((value) => {
      const stretch = toStretch(value, operator, now.getTime());
      if (stretch === null) return [];
      const ends = [
        ...(stretch.from === undefined ? [] : [`${latest} >= ${bind(toDate(stretch.from))}::timestamptz`]),
        ...(stretch.before === undefined
          ? []
          : [`${earliest} < ${bind(toDate(stretch.before))}::timestamptz`]),
      ];
      return [`(${ends.join(" AND ")})`];
    }),
  );
}

function toDate(time: number): Date {
  return new Date(Math.min(Math.max(time, EARLIEST), LATEST));
}

/** The stretch of time that a value means; null for what is no time. `now` in ms. */
export function toStretch(value: SearchValue, operator: SearchOperator, now: number): Stretch | null {
  if (value.kind === "relative") {
    const then = now - toMilliseconds(value);
    return value.direction === "after" ? { from: then } : { before: then };
  }
  if (value.kind === "duration") {
    // An age: more of it is longer ago.
    const then = now - toMilliseconds(value);
    return operator === ">" || operator === ">=" ? { before: then } : { from: then };
  }
  if (value.kind !== "date") return null;
  const from = Date.parse(value.iso);
  const before = from + lengthOf(value, from);
  switch (operator) {
    case ">":
      return { from: before };
    case ">=":
      return { from };
    case "<":
      return { before: from };
    case "<=":
      return { before };
    default:
      return { from, before };
  }
}

/** How long the moment is that a person means: a day, a minute, or a second. */
function lengthOf({ precision }: { precision: "day" | "time" }, from: number): number {
  if (precision === "day") return DAY_MS;
  return from % MINUTE_MS === 0 ? MINUTE_MS : SECOND_MS;
}
