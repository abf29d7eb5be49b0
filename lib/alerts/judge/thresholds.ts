import type { Severity, ThresholdCondition } from "@/lib/alerts/schemas";

/** The part of a condition that says what a value means. */
export type Limits = Pick<ThresholdCondition, "comparison" | "critical" | "warning" | "resolve">;

/** `between`: no breach, and not yet well either. */
export type Reading = Severity | "between" | "well";

/**
 * The limits that apply: silence and new patterns know a yes and a no only, whatever the thresholds say. Their values are
 * minutes without anything, and new patterns.
 */
export function limitsOf({
  measure,
  comparison,
  critical,
  warning,
  resolve,
}: Limits & Pick<ThresholdCondition, "measure">): Limits {
  if (measure.kind === "silence" || measure.kind === "new_pattern")
    return { comparison: "above", critical: 0, warning: null, resolve: null };
  return { comparison, critical, warning, resolve };
}

/** What a value means. Exactly on a threshold is no breach. */
export function readValue({ comparison, critical, warning, resolve }: Limits, value: number): Reading {
  const isBeyond = (limit: number) => (comparison === "above" ? value > limit : value < limit);
  if (isBeyond(critical)) return "critical";
  if (warning !== null && isBeyond(warning)) return "warning";
  return isBeyond(resolve ?? warning ?? critical) ? "between" : "well";
}

/** The threshold that a severity stands for. */
export function thresholdOf({ critical, warning }: Limits, severity: Severity): number {
  return severity === "warning" ? (warning ?? critical) : critical;
}

/** The worse of two values. */
export function worseOf({ comparison }: Pick<Limits, "comparison">, a: number | null, b: number): number {
  if (a === null) return b;
  return comparison === "above" ? Math.max(a, b) : Math.min(a, b);
}
