import type { RuleSummary } from "@/lib/alerts/schemas";
import { type RuleState, statesOf } from "./rule-state";
import { sentenceOf } from "./sentence-of";

/** What the list shows; an empty part is all. */
export type RuleFilter = { project: string; state: RuleState | null; words: string };

/** The rules that a filter lets through, in their order. Each word has to stand in the name, the sentence, a project or the owner. */
export function filterRules(
  rules: readonly RuleSummary[],
  { project, state, words }: RuleFilter,
  now: number,
): RuleSummary[] {
  const wanted = words.toLowerCase().split(" ").filter(Boolean);
  return rules.filter((rule) => {
    if (project !== "" && !rule.projects.includes(project)) return false;
    if (state !== null && !statesOf(rule, now).includes(state)) return false;
    if (wanted.length === 0) return true;
    const text = [rule.name, sentenceOf(rule.condition), ...rule.projects, rule.ownerName ?? ""]
      .join(" ")
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
