import type { RuleSummary } from "@/lib/alerts/schemas";

/** How a rule stands, for people; the list is filtered by them. */
export const ruleStates = ["critical", "warning", "trouble", "silenced", "off", "ok"] as const;
export type RuleState = (typeof ruleStates)[number];

export const stateWords: Record<RuleState, string> = {
  critical: "Critical",
  warning: "Warning",
  trouble: "Not checked",
  silenced: "Silenced",
  off: "Off",
  ok: "OK",
};

type Standing = Pick<RuleSummary, "isEnabled" | "status" | "silencedUntil" | "trouble">;

/** All that is true of a rule, what counts most first; never empty. A rule that is off is nothing else. */
export function statesOf(rule: Standing, now: number): RuleState[] {
  if (!rule.isEnabled) return ["off"];
  const states: RuleState[] = [];
  if (rule.status !== "ok") states.push(rule.status);
  if (rule.trouble !== "") states.push("trouble");
  if (isSilenced(rule, now)) states.push("silenced");
  return states.length > 0 ? states : ["ok"];
}

/** Whether a silence is on. */
export function isSilenced({ silencedUntil }: Pick<RuleSummary, "silencedUntil">, now: number): boolean {
  return silencedUntil !== null && Date.parse(silencedUntil) > now;
}
