import type { JudgedRule } from "@/lib/alerts/rule-context";
import { contextOfRule } from "@/lib/alerts/rule-context";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { openSearch, type Search } from "@/lib/logs/query/open-search";

/** How long a query of a rule may take. */
export const timeoutMs = 5_000;

/** The query of a rule over a stretch of log lines. @throws Error for one that cannot be used */
export async function openRuleSearch(
  rule: JudgedRule,
  query: string,
  { from, to }: { from: Date; to: Date },
  engine?: LogEngine,
): Promise<Search> {
  const input = { project: [], query, from: from.toISOString(), to: to.toISOString() };
  const search = await openSearch(contextOfRule(rule), input, {
    now: to,
    isWhole: true,
    ...(engine && { engine }),
  });
  checkSearch(search);
  return search;
}

/** @throws Error when the query of a search has faults */
export function checkSearch({ question }: Search): void {
  const [fault] = question.report.errors;
  if (fault) throw new Error(fault.message);
  if (question.tableStages.length > 0) throw new Error("The query makes a table of its own.");
}
