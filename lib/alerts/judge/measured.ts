import type { ThresholdCondition } from "@/lib/alerts/schemas";

/** What was found in a window: the measure, and how many lines or events it is made of. Null: there is nothing to measure. */
export interface Found {
  value: number | null;
  basis: number;
}

type Measured = Pick<ThresholdCondition, "measure" | "minimum" | "windowMinutes" | "changeFrom">;

/**
 * Whether a window holds too little to judge by: less than the rule wants, or nothing that could be measured. Of a change, a time
 * that nothing can be compared with is something else.
 */
export function isTooLittle(
  { measure, minimum }: Pick<Measured, "measure" | "minimum">,
  now: Found,
): boolean {
  if (measure.kind === "silence" || measure.kind === "new_pattern") return false;
  return now.basis < minimum || now.value === null;
}

/**
 * The value that thresholds are held against; null when there is none: too little to go by, or nothing to compare with.
 * `earlier` is what the same window held an hour, a day or a week before.
 */
export function valueOf(condition: Measured, now: Found, earlier: Found | null): number | null {
  const { measure, changeFrom, windowMinutes } = condition;
  if (measure.kind === "silence") return now.basis === 0 ? windowMinutes : 0;
  if (measure.kind === "new_pattern") return now.value;
  if (isTooLittle(condition, now)) return null;
  if (changeFrom === null || now.value === null) return now.value;
  if (earlier === null || earlier.value === null || earlier.value === 0) return null;
  return ((now.value - earlier.value) / Math.abs(earlier.value)) * 100;
}

/** The measure of counted minutes: `own` matched the query, `other` the other query of a ratio. */
export function countedOf({ measure, windowMinutes }: Measured, own: number, other: number): Found {
  switch (measure.kind) {
    case "rate":
      return { value: own / windowMinutes, basis: own };
    case "ratio":
      return { value: other === 0 ? null : (own / other) * 100, basis: other };
    default:
      return { value: own, basis: own };
  }
}

/** How long ago the window lies that a change is measured from, in minutes. */
export function offsetOf(changeFrom: ThresholdCondition["changeFrom"]): number {
  return { hour: 60, day: 1_440, week: 10_080 }[changeFrom ?? "hour"];
}

/** Whether a measure is a sum over minutes. */
export function isCounted({ measure }: Pick<ThresholdCondition, "measure">): boolean {
  return ["count", "rate", "ratio", "silence"].includes(measure.kind);
}
