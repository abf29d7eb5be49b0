import { Chip } from "@/components/ui/chip";
import type { RuleSummary } from "@/lib/alerts/schemas";
import { type RuleState, stateWords, statesOf } from "./rule-state";

const TONES: Partial<Record<RuleState, "error" | "warning">> = {
  critical: "error",
  warning: "warning",
  trouble: "warning",
};

/** The words of how a rule stands; nothing for one that is well. */
export function StateChips({ rule, now }: { rule: RuleSummary; now: number }) {
  return statesOf(rule, now)
    .filter((state) => state !== "ok")
    .map((state) => (
      <Chip key={state} tone={TONES[state]}>
        {stateWords[state]}
        {(state === "critical" || state === "warning") && rule.firing > 1 ? `, ${rule.firing} groups` : ""}
      </Chip>
    ));
}
