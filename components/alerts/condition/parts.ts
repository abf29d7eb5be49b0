import { standardThreshold } from "@/components/alerts/standard-threshold";
import type { Measure, ThresholdCondition } from "@/lib/alerts/schemas";

/** What a sentence may say beside the measure and its threshold. */
export const optionalParts = [
  "checks",
  "warning",
  "clear",
  "groupBy",
  "change",
  "minimum",
  "schedule",
] as const;
export type OptionalPart = (typeof optionalParts)[number];

type Change = Partial<ThresholdCondition>;

/** Each part as it stands while nobody has said it, and as it begins when somebody adds it. */
const PARTS: Record<
  OptionalPart,
  { none: Change; begin: (condition: ThresholdCondition, timeZone: string) => Change }
> = {
  checks: { none: { checks: 1 }, begin: () => ({ checks: 2 }) },
  warning: {
    none: { warning: null },
    begin: ({ critical, comparison }) => ({ warning: milder(critical, comparison, 0.75) }),
  },
  clear: {
    none: { resolve: null, clearMinutes: 0 },
    begin: ({ critical, warning, comparison }) => ({
      resolve: milder(warning ?? critical, comparison, 0.5),
      clearMinutes: 10,
    }),
  },
  groupBy: {
    none: { groupBy: [] },
    begin: ({ dataset }) => ({ groupBy: [dataset === "logs" ? "host" : "environment"] }),
  },
  change: { none: { changeFrom: null }, begin: () => ({ changeFrom: "week" }) },
  minimum: { none: { minimum: 0 }, begin: () => ({ minimum: 20 }) },
  schedule: {
    none: { schedule: null },
    begin: (_, timeZone) => ({ schedule: { cron: "*/5 * * * *", timeZone } }),
  },
};

/** The threshold moved to the side of what is well. */
function milder(limit: number, comparison: ThresholdCondition["comparison"], share: number): number {
  const by = Math.abs(limit) * (1 - share);
  return Math.round((comparison === "above" ? limit - by : limit + by) * 100) / 100;
}

/** A yes or no: thresholds mean nothing to it. */
export function isSwitch({ kind }: Measure): boolean {
  return kind === "silence" || kind === "new_pattern";
}

/** Whether a part can be said of a measure. */
export function fits(part: OptionalPart, measure: Measure): boolean {
  if (part === "groupBy") return measure.kind !== "new_pattern";
  return part === "checks" || part === "schedule" || !isSwitch(measure);
}

/** Whether a condition says a part. */
export function says(part: OptionalPart, condition: ThresholdCondition): boolean {
  return Object.entries(PARTS[part].none).some(
    ([name, value]) => JSON.stringify(condition[name as keyof ThresholdCondition]) !== JSON.stringify(value),
  );
}

/** The condition with a part as it begins. */
export function addPart(
  part: OptionalPart,
  condition: ThresholdCondition,
  timeZone: string,
): ThresholdCondition {
  return { ...condition, ...PARTS[part].begin(condition, timeZone) };
}

/** The condition without a part. */
export function removePart(part: OptionalPart, condition: ThresholdCondition): ThresholdCondition {
  return { ...condition, ...PARTS[part].none };
}

/** The condition with another kind of measure: thresholds begin anew, and what does not fit goes. A field stays. */
export function changeMeasure(condition: ThresholdCondition, kind: Measure["kind"]): ThresholdCondition {
  const { measure: before, dataset } = condition;
  if (kind === before.kind) return condition;
  const field = "field" in before ? before.field : dataset === "logs" ? "duration" : "user.id";
  const measure = measureOf(kind, field);
  const standard = standardThreshold(dataset, measure);
  const changed: ThresholdCondition = {
    ...condition,
    measure,
    critical: standard.critical,
    warning: null,
    resolve: null,
    changeFrom: null,
    clearMinutes: isSwitch(measure) ? 0 : condition.clearMinutes,
    comparison: isSwitch(measure) ? "above" : condition.comparison,
  };
  return optionalParts.reduce((next, part) => (fits(part, measure) ? next : removePart(part, next)), changed);
}

function measureOf(kind: Measure["kind"], field: string): Measure {
  switch (kind) {
    case "unique":
    case "average":
      return { kind, field };
    case "percentile":
      return { kind, field, percentile: 95 };
    case "ratio":
      return { kind, other: "" };
    default:
      return { kind };
  }
}

/** The condition over the other data: its query stays, and a measure that is not there becomes a count. */
export function changeDataset(
  condition: ThresholdCondition,
  dataset: ThresholdCondition["dataset"],
): ThresholdCondition {
  const moved = { ...condition, dataset };
  return condition.measure.kind === "new_pattern" && dataset === "events"
    ? changeMeasure(moved, "count")
    : moved;
}
