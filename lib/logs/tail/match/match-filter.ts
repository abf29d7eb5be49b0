import { textColumns } from "@/lib/logs/query/compile/compile-filter";
import { levelRange } from "@/lib/logs/query/compile/level-range";
import { fail } from "@/lib/logs/query/pipeline/reader";
import type { LogJson } from "@/lib/logs/schemas";
import { readAttribute, type TailLine, type TextColumn } from "@/lib/logs/tail/tail-line";
import { toStretch } from "@/lib/search/conditions/match-date";
import type {
  FilterNode,
  SearchKey,
  SearchNode,
  SearchOperator,
  SearchValue,
} from "@/lib/search/grammar/ast";
import { toBytes, toMilliseconds } from "@/lib/search/grammar/read-amount";
import { containsValue, equalsValue } from "./match-text";
import { castDuration, castNumber, castSize, castTime, castVersion, compare } from "./read-values";

export type LineTest = (line: TailLine) => boolean;

/** What a filter is read with: the moment for `-24h`, and the projects in scope, id → slug, which may change meanwhile. */
export interface TailFrame {
  now: () => number;
  projects: () => ReadonlyMap<number, string>;
}

const ownColumns: readonly TextColumn[] = ["m", "h", "s", "g", "o", "r", "p", "w"];

/** A filter as a condition over lines in memory: the meaning of `compileFilter`. @throws StageFault */
export function matchFilter(node: SearchNode, frame: TailFrame): LineTest {
  switch (node.type) {
    case "all":
      return () => true;
    case "and": {
      const tests = node.children.map((child) => matchFilter(child, frame));
      return (line) => tests.every((test) => test(line));
    }
    case "or":
      return any(node.children.map((child) => matchFilter(child, frame)));
    case "not": {
      const test = matchFilter(node.child, frame);
      return (line) => !test(line);
    }
    case "has":
      return negate(hasKey(node.key), node.isNegated);
    case "text": {
      const test = containsValue(node.value, node.span);
      return ({ m }) => test(m);
    }
    default:
      return negate(matchKey(node, frame), node.isNegated);
  }
}

function any(tests: readonly LineTest[]): LineTest {
  return (line) => tests.some((test) => test(line));
}

function negate(test: LineTest, isNegated: boolean): LineTest {
  return isNegated ? (line) => !test(line) : test;
}

function columnOf(name: string): TextColumn | undefined {
  return textColumns[name] as TextColumn | undefined;
}

function hasKey(key: SearchKey): LineTest {
  if (key.scope !== "field") {
    const name = attributeOf(key);
    return (line) => readAttribute(line, name).text !== null;
  }
  if (key.name === "message") return ({ m }) => m !== "";
  const column = columnOf(key.name);
  return column === undefined ? () => true : (line) => line[column] !== null;
}

/** The attribute that a key means. */
function attributeOf({ scope, name }: SearchKey): string {
  return (scope === "flag" ? `flags.${name}` : name).toWellFormed();
}

function matchKey(node: FilterNode, frame: TailFrame): LineTest {
  const { key, values, operator, span } = node;
  const each = (toTest: (value: SearchValue) => LineTest) => any(values.map(toTest));
  if (key.scope === "any") return each((value) => matchAnywhere(value, node));
  if (key.scope !== "field") {
    const name = attributeOf(key);
    return each((value) => matchAttribute(name, operator, value, node, frame));
  }
  switch (key.name) {
    case "level":
      return each((value) => matchLevel(operator, value, node));
    case "severity":
      return each((value) =>
        value.kind === "number" ? ({ l }) => compare(l, operator, value.value) : () => false,
      );
    case "timestamp":
      return each((value) => matchTime(operator, value, frame));
    case "project":
      return each((value) => {
        const test = value.kind === "pattern" ? () => false : equalsValue(value, span);
        return ({ projectId }) => test(frame.projects().get(projectId) ?? null);
      });
    case "message":
      return each((value) => {
        const test = value.kind === "text" ? containsValue(value) : equalsValue(value, span);
        return ({ m }) => test(m);
      });
    default: {
      const column = columnOf(key.name) ?? "m";
      return each((value) => {
        const test = equalsValue(value, span);
        return (line) => test(line[column]);
      });
    }
  }
}

/** Whether a severity number compares so with a level. */
export function compareLevel(
  severity: number,
  operator: string,
  [low, high]: readonly [low: number, high: number],
): boolean {
  switch (operator) {
    case ">":
      return severity > high;
    case ">=":
      return severity >= low;
    case "<":
      return severity < low;
    case "<=":
      return severity <= high;
    default:
      return (severity >= low && severity <= high) === (operator === "=");
  }
}

function matchLevel(operator: SearchOperator, value: SearchValue, { span }: FilterNode): LineTest {
  const range = value.kind === "text" ? levelRange(value.text) : null;
  if (range !== null) return ({ l }) => compareLevel(l, operator, range);
  if (operator !== "=")
    return fail(span ?? { from: 0, to: 1 }, "Levels are compared with debug, information, warning or error.");
  const test = equalsValue(value, span);
  return ({ w }) => test(w);
}

function matchTime(operator: SearchOperator, value: SearchValue, { now }: TailFrame): LineTest {
  return ({ t }) => {
    const stretch = toStretch(value, operator, now());
    if (stretch === null) return false;
    return (
      (stretch.from === undefined || t >= toNanoseconds(stretch.from)) &&
      (stretch.before === undefined || t < toNanoseconds(stretch.before))
    );
  };
}

function toNanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n;
}

/** The message, the fields of its own, and the values of all attributes. */
function matchAnywhere(value: SearchValue, { span }: FilterNode): LineTest {
  const wording =
    value.kind === "text" || value.kind === "glob" || value.kind === "pattern"
      ? value
      : ({ kind: "text", text: "value" in value ? String(value.value) : "" } as const);
  const test = containsValue(wording, span);
  return (line) =>
    ownColumns.some((column) => test(line[column])) ||
    Object.keys(line.a).some((key) => test(readAttribute(line, key).text));
}

function matchAttribute(
  name: string,
  operator: SearchOperator,
  value: SearchValue,
  { span }: FilterNode,
  { now }: TailFrame,
): LineTest {
  if (operator === "=") {
    const test = equalsValue(value, span);
    if (value.kind !== "text") return (line) => test(readAttribute(line, name).text);
    return (line) => {
      const { text, json } = readAttribute(line, name);
      // One of a list is as good as the value itself.
      return test(text) || (Array.isArray(json) && holdsText(json, value.text));
    };
  }
  const textOf = (line: TailLine) => readAttribute(line, name).text;
  switch (value.kind) {
    case "number":
      return (line) => compare(castNumber(textOf(line)), operator, value.value);
    case "percentage":
      return (line) => {
        const text = textOf(line);
        return compare(castNumber(text === null ? null : trimPercent(text)), operator, value.value);
      };
    case "duration":
      return (line) => compare(castDuration(textOf(line)), operator, toMilliseconds(value));
    case "size":
      return (line) => compare(castSize(textOf(line)), operator, toBytes(value));
    case "date":
    case "relative":
      return (line) => {
        const stretch = toStretch(value, operator, now());
        const time = castTime(textOf(line));
        if (stretch === null || time === null) return false;
        return (
          (stretch.from === undefined || time >= Math.round(stretch.from)) &&
          (stretch.before === undefined || time < Math.round(stretch.before))
        );
      };
    case "text": {
      const wanted = castVersion(value.text) ?? "";
      return (line) => compare(castVersion(textOf(line)), operator, wanted);
    }
    default:
      return () => false;
  }
}

function holdsText(json: LogJson, text: string): boolean {
  if (json === null || typeof json !== "object") return json === text;
  return Object.values(json).some((one) => holdsText(one, text));
}

function trimPercent(text: string): string {
  let end = text.length;
  while (end > 0 && "% ".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
