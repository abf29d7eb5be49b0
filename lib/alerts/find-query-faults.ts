import { readQuestion } from "@/lib/logs/query/read-question";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { parse } from "@/lib/search/grammar/parse";
import { findLimits, findUnanswerable, listLeaves } from "@/lib/search/judge-query";
import { planEventQuery } from "./events/plan-query";
import type { AlertCondition, QueryFault, QueryFaults } from "./schemas";

/** What is wrong with the queries of a condition, with places. Names that nobody has sent yet are no faults: they may come. */
export function findQueryFaults(condition: AlertCondition): QueryFaults {
  if (condition.kind === "issue") return { query: findIssueFaults(condition.query), other: [] };
  const find = condition.dataset === "logs" ? findLogFaults : (text: string) => planEventQuery(text).faults;
  const { measure } = condition;
  return { query: find(condition.query), other: measure.kind === "ratio" ? find(measure.other) : [] };
}

function findIssueFaults(text: string): QueryFault[] {
  const { ast, rest } = parse(text, issueLanguage);
  const { errors } = canonicalise(text, issueLanguage);
  const found = errors.length > 0 ? errors : findLimits(ast, text.length);
  const faults = found.map(({ from, to, message }) => ({ from, to, message }));
  if (rest !== null)
    faults.push({
      from: rest.from,
      to: text.length,
      message: "Issues have no stages. Put quotes around | to search for it.",
    });
  for (const leaf of listLeaves(ast)) {
    const message = findUnanswerable(leaf)?.message;
    if (message) faults.push({ from: leaf.span?.from ?? 0, to: leaf.span?.to ?? text.length, message });
  }
  return faults;
}

function findLogFaults(text: string): QueryFault[] {
  const { report, tableStages } = readQuestion(text);
  const faults = report.errors.map(({ from, to, message }) => ({ from, to, message }));
  if (faults.length === 0 && tableStages.length > 0)
    faults.push({
      from: 0,
      to: Math.max(1, text.length),
      message: "The rule itself counts the lines. Leave out the stages that make a table, such as stats.",
    });
  return faults;
}
