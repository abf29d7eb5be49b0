import type { AlertCondition, IssueCondition, IssueTrigger, ThresholdCondition } from "@/lib/alerts/schemas";
import { formatExact } from "@/lib/format/format-count";
import { amountText, listText, minutesText } from "./words";

/** What a rule asks, in one line: "Events matching level:error go above 120 within 15 min". */
export function sentenceOf(condition: AlertCondition): string {
  const sentence = condition.kind === "issue" ? ofIssues(condition) : ofThreshold(condition);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const TRIGGERS: Record<Exclude<IssueTrigger, "seen">, string> = {
  new: "a new issue",
  regressed: "a regression",
  escalating: "an issue that escalates",
  reappeared: "an archived issue that comes back",
  assigned: "an issue that is assigned",
  high_priority: "an issue of high priority",
};

function ofIssues({ triggers, seen, query }: IssueCondition): string {
  const words = triggers.map((trigger) => (trigger === "seen" ? ofSeen(seen) : TRIGGERS[trigger]));
  return matching(listText(words, "or"), query);
}

function ofSeen(seen: IssueCondition["seen"]): string {
  if (seen === null) return "an issue that is seen often";
  const count = formatExact(seen.count);
  const often =
    seen.of === "users"
      ? `by ${count} ${seen.count === 1 ? "user" : "users"}`
      : `${count} ${seen.count === 1 ? "time" : "times"}`;
  return `an issue seen ${often} within ${minutesText(seen.withinMinutes)}`;
}

function ofThreshold(condition: ThresholdCondition): string {
  const { dataset, query, measure, windowMinutes, groupBy, checks } = condition;
  const what = matching(dataset === "logs" ? "log lines" : "events", query);
  const groups = groupBy.length > 0 ? `, per ${listText(groupBy)}` : "";
  const row = checks > 1 ? `, ${checks} checks in a row` : "";
  const time = minutesText(windowMinutes);
  if (measure.kind === "silence") return `no ${what} for ${time}${groups}${row}`;
  if (measure.kind === "new_pattern") return `a new pattern in ${what} within ${time}${row}`;
  const { subject, isMany } = subjectOf(condition, what);
  return `${subject} ${goes(condition, isMany)} within ${time}${groups}${row}`;
}

function subjectOf({ measure }: ThresholdCondition, what: string): { subject: string; isMany: boolean } {
  switch (measure.kind) {
    case "unique":
      return { subject: `different values of ${measure.field} in ${what}`, isMany: true };
    case "average":
      return { subject: `the average of ${measure.field} in ${what}`, isMany: false };
    case "percentile":
      return { subject: `p${measure.percentile} of ${measure.field} in ${what}`, isMany: false };
    default:
      return { subject: what, isMany: true };
  }
}

const BEFORE = { hour: "the hour before", day: "the day before", week: "the week before" };

function goes(condition: ThresholdCondition, isMany: boolean): string {
  const { comparison, critical, changeFrom, measure, dataset } = condition;
  const amount = amountText(condition, critical);
  if (changeFrom !== null) {
    const sign = critical > 0 ? "+" : "";
    return `${isMany ? "change" : "changes"} by ${comparison === "above" ? "more" : "less"} than ${sign}${amount} against ${BEFORE[changeFrom]}`;
  }
  const limit = `${isMany ? "go" : "goes"} ${comparison} ${amount}`;
  if (measure.kind !== "ratio") return limit;
  return `${limit} of ${matching(dataset === "logs" ? "all log lines" : "all events", measure.other)}`;
}

function matching(what: string, query: string): string {
  const text = query.trim();
  return text === "" ? what : `${what} matching ${text}`;
}
