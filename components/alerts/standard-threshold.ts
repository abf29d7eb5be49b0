import type { Measure, ThresholdCondition } from "@/lib/alerts/schemas";

const THRESHOLDS: Readonly<Record<Measure["kind"], number>> = {
  count: 100,
  rate: 10,
  unique: 50,
  average: 1000,
  percentile: 1000,
  ratio: 5,
  silence: 0,
  new_pattern: 0,
};

/** A threshold over a measure with everything that nobody has chosen yet. */
export function standardThreshold(
  dataset: ThresholdCondition["dataset"],
  measure: Measure,
): ThresholdCondition {
  return {
    kind: "threshold",
    dataset,
    query: "",
    measure,
    windowMinutes: 15,
    groupBy: [],
    comparison: "above",
    critical: THRESHOLDS[measure.kind],
    warning: null,
    resolve: null,
    changeFrom: null,
    checks: 1,
    clearMinutes: 0,
    minimum: 0,
    schedule: null,
  };
}
