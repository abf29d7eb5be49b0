import { levelNumber } from "@/lib/events/level";
import { type Level, LEVELS } from "@/lib/protocol/event";
import { versionKey } from "@/lib/releases/version-key";
import { toStretch } from "@/lib/search/conditions/match-date";
import type { FilterNode, SearchNode, SearchOperator, SearchValue } from "@/lib/search/grammar/ast";
import type { EventFacts } from "./event-facts";
import { answerOf } from "./event-answers";
import { matchParts } from "./match-parts";

/** Whether an event fits a query that `readEventQuery` let through. Linear in the event's text. */
export function matchEvent(node: SearchNode, facts: EventFacts, now: Date): boolean {
  switch (node.type) {
    case "all":
      return true;
    case "and":
      return node.children.every((child) => matchEvent(child, facts, now));
    case "or":
      return node.children.some((child) => matchEvent(child, facts, now));
    case "not":
      return !matchEvent(node.child, facts, now);
    case "has":
      return (
        node.isNegated !==
        answerOf(node.key)
          .values(facts)
          .some((value) => value !== "")
      );
    case "text":
      return [facts.summary.title, facts.summary.culprit].some((text) => holds(text, node.value));
    default:
      return node.isNegated !== matchFilter(node, facts, now);
  }
}

function matchFilter({ key, operator, values }: FilterNode, facts: EventFacts, now: Date): boolean {
  if (key.scope === "field" && key.name === "timestamp") {
    const time = facts.record.occurredAt.getTime();
    return values.some((value) => isWithin(time, value, operator, now));
  }
  if (key.scope === "field" && key.name === "level") {
    return values.some((value) => compare(facts.record.level - levelOf(value), operator));
  }
  const answer = answerOf(key);
  const own = answer.values(facts);
  if (operator !== "=") return own.some((text) => values.some((value) => compareText(text, value, operator)));
  if (own.length === 0) return values.some((value) => value.kind === "text" && value.text === "");
  return own.some((text) =>
    values.some((value) =>
      answer.isContained ? holds(text, value) : equals(text, value, answer.isCaseless),
    ),
  );
}

function isWithin(time: number, value: SearchValue, operator: SearchOperator, now: Date): boolean {
  const stretch = toStretch(value, operator, now.getTime());
  if (stretch === null) return false;
  return time >= (stretch.from ?? -Infinity) && time < (stretch.before ?? Infinity);
}

function levelOf(value: SearchValue): number {
  const level = value.kind === "text" ? LEVELS.find((one: Level) => one === value.text) : undefined;
  return level === undefined ? Number.NaN : levelNumber(level);
}

function equals(text: string, value: SearchValue, isCaseless: boolean): boolean {
  if (value.kind === "glob") return matchParts(text, value.parts);
  const wanted = plain(value);
  if (wanted === null) return false;
  return isCaseless ? text.toLowerCase() === wanted.toLowerCase() : text === wanted;
}

/** The value stands somewhere in the text; nothing stands in nothing alone. */
function holds(text: string, value: SearchValue): boolean {
  if (value.kind === "glob") {
    return matchParts(text, [{ wildcard: "*" }, ...value.parts, { wildcard: "*" }]);
  }
  const wanted = plain(value);
  if (wanted === null) return false;
  return wanted === "" ? text === "" : text.toLowerCase().includes(wanted.toLowerCase());
}

function plain(value: SearchValue): string | null {
  if (value.kind === "text") return value.text;
  return value.kind === "number" || value.kind === "boolean" ? String(value.value) : null;
}

function compareText(text: string, value: SearchValue, operator: SearchOperator): boolean {
  if (value.kind === "number") {
    return text.trim() !== "" && compare(Number(text) - value.value, operator);
  }
  if (value.kind !== "text") return false;
  const [own, wanted] = [versionKey(text), versionKey(value.text)];
  if (own === null || wanted === null || (wanted.package !== null && wanted.package !== own.package))
    return false;
  if (own.key === wanted.key) return compare(0, operator);
  return compare(own.key < wanted.key ? -1 : 1, operator);
}

/** `difference` is NaN for what cannot be compared, which no operator takes. */
function compare(difference: number, operator: SearchOperator): boolean {
  switch (operator) {
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    default:
      return difference === 0;
  }
}
