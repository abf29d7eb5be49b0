import type { RuleSummary } from "@/lib/alerts/schemas";
import { amountText, minutesText } from "./words";

type RuleValueProps = { rule: Pick<RuleSummary, "condition" | "value" | "status"> };

/** What a rule measured last against its threshold: "248 of 120". Rules over issues measure nothing. */
export function RuleValue({ rule: { condition, value, status } }: RuleValueProps) {
  if (condition.kind === "issue") return <span className="mut">–</span>;
  const { measure, critical, warning, windowMinutes } = condition;
  const limit =
    measure.kind === "silence"
      ? minutesText(windowMinutes)
      : measure.kind === "new_pattern"
        ? "0"
        : amountText(condition, status === "warning" ? warning : critical);
  return (
    <span className="num nowrap">
      {amountText(condition, value)} <span className="mut">of {limit}</span>
    </span>
  );
}
