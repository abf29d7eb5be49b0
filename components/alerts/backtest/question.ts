import type { AlertCondition, BacktestInput, RuleInput } from "@/lib/alerts/schemas";

/** What can be replayed of a draft; null while it is unfinished: no project, a number that is none, a field without a name. */
export function questionOf({ projects, definition }: RuleInput, days: number): BacktestInput | null {
  const { condition, throttle } = definition;
  if (projects.length === 0 || !isFinished(condition) || !hasNumbers(throttle)) return null;
  return { projects, condition, throttle, days };
}

function isFinished(condition: AlertCondition): boolean {
  if (!hasNumbers(condition)) return false;
  if (condition.kind === "issue") return condition.triggers.length > 0;
  const { measure, groupBy } = condition;
  return (
    ("field" in measure ? measure.field.trim() !== "" : true) && groupBy.every((key) => key.trim() !== "")
  );
}

function hasNumbers(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(hasNumbers);
}
