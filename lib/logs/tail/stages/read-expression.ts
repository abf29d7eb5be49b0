import { levelRange } from "@/lib/logs/query/compile/level-range";
import type { BinaryOperator, Call, Expression } from "@/lib/logs/query/pipeline/ast";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { compareLevel } from "@/lib/logs/tail/match/match-filter";
import { openPattern } from "@/lib/logs/tail/match/match-text";
import { castDuration, compare, lower } from "@/lib/logs/tail/match/read-values";
import { toBytes, toMilliseconds } from "@/lib/search/grammar/read-amount";
import { readDate } from "@/lib/search/grammar/read-date";
import { type Names, type Passing, resolve, toCondition, toNumber, toText, type Value } from "./value";

type Binary = Extract<Expression, { type: "binary" }>;
type Reads<Result> = (passing: Passing) => Result | null;

/** What is calculated, over a line in memory: the meaning of `compileExpression`. @throws StageFault */
export function readExpression(node: Expression, names: Names): Value {
  switch (node.type) {
    case "name":
      return resolve(node, names);
    case "text":
      return { type: "text", read: () => node.text };
    case "number":
      return number(() => node.value);
    case "duration":
      return number(() => toMilliseconds(node));
    case "size":
      return number(() => toBytes(node));
    case "boolean":
      return { type: "boolean", read: () => node.value };
    case "null":
      return { type: "text", read: () => null };
    case "unary": {
      const operand = readExpression(node.operand, names);
      if (node.operator === "not") {
        const test = toCondition(operand);
        return { type: "boolean", read: (passing) => !test(passing) };
      }
      return number(map(toNumber(operand), (value) => -value));
    }
    case "call":
      return readCall(node, names);
    default:
      return readBinary(node, names);
  }
}

function number(read: Reads<number>): Value {
  return { type: "number", read };
}

function map<From, To>(read: Reads<From>, change: (value: From) => To): Reads<To> {
  return (passing) => {
    const value = read(passing);
    return value === null ? null : change(value);
  };
}

function readBinary(node: Binary, names: Names): Value {
  const { operator } = node;
  if (operator === "and" || operator === "or") {
    const left = toCondition(readExpression(node.left, names));
    const right = toCondition(readExpression(node.right, names));
    return {
      type: "boolean",
      read: (passing) =>
        operator === "and" ? left(passing) && right(passing) : left(passing) || right(passing),
    };
  }
  const arithmetic = calculations[operator];
  if (arithmetic === undefined) return { type: "boolean", read: readComparison(node, operator, names) };
  const left = toNumber(readExpression(node.left, names));
  const right = toNumber(readExpression(node.right, names));
  return number((passing) => {
    const [one, other] = [left(passing), right(passing)];
    return one === null || other === null ? null : arithmetic(one, other);
  });
}

const calculations: Readonly<Record<string, (one: number, other: number) => number | null>> = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => (other === 0 ? null : one / other),
  "%": (one, other) => (other === 0 ? null : one % other),
};

/** What is absent equals nothing and differs from everything. */
function readComparison(node: Binary, sign: BinaryOperator, names: Names): (passing: Passing) => boolean {
  if (node.right.type === "null" || node.left.type === "null") {
    const other = readExpression(node.right.type === "null" ? node.left : node.right, names);
    return (passing) => (other.read(passing) === null) === (sign !== "!=");
  }
  const special =
    compareWithText(node.left, node.right, sign, names) ??
    compareWithText(node.right, node.left, turned[sign] ?? sign, names);
  if (special !== null) return special;
  const left = readExpression(node.left, names);
  const right = readExpression(node.right, names);
  const isNumeric =
    [left.type, right.type].some((type) => type === "number" || type === "time") ||
    (sign !== "=" && sign !== "!=" && node.left.type !== "text" && node.right.type !== "text");
  const as: (value: Value) => Reads<number | string> = isNumeric ? toNumber : toText;
  const [one, other] = [as(left), as(right)];
  if (sign === "!=") return (passing) => one(passing) !== other(passing);
  return (passing) => compare<number | string>(one(passing), sign, other(passing));
}

const turned: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Levels and times beside a text that was typed: the text is a level's word, or a date. */
function compareWithText(
  side: Expression,
  other: Expression,
  sign: BinaryOperator,
  names: Names,
): ((passing: Passing) => boolean) | null {
  if (other.type !== "text" || side.type !== "name") return null;
  const value = resolve(side, names);
  if (value.type === "level") {
    const range = levelRange(other.text);
    return range === null ? null : (passing) => compareLevel(value.read(passing) ?? 0, sign, range);
  }
  if (value.type !== "time") return null;
  const date = readDate(other.text);
  if (date === null)
    return fail(other.span ?? { from: 0, to: 1 }, "Here should be a time such as 2026-11-18T14:31:48Z.");
  const moment = BigInt(Date.parse(date.iso)) * 1_000_000n;
  if (sign === "!=") return (passing) => value.read(passing) !== null && value.read(passing) !== moment;
  return (passing) => compare(value.read(passing), sign, moment);
}

function readCall(node: Call, names: Names): Value {
  const args = node.args.map((arg) => readExpression(arg, names));
  const [first = absent, second] = args;
  const text = toText(first);
  const other = second === undefined ? () => "" : toText(second);
  const compareTexts = (test: (one: string, other: string) => boolean): Value => ({
    type: "boolean",
    read: (passing) => {
      const [one, two] = [text(passing), other(passing)];
      return one !== null && two !== null && test(lower(one), lower(two));
    },
  });
  switch (node.name) {
    case "lower":
      return { type: "text", read: map(text, lower) };
    case "upper":
      return { type: "text", read: map(text, (value) => value.toUpperCase()) };
    case "length":
      return number(map(text, (value) => Array.from(value).length));
    case "abs":
      return number(map(toNumber(first), Math.abs));
    case "round": {
      const digits = second === undefined ? () => 0 : toNumber(second);
      const value = toNumber(first);
      return number((passing) => round(value(passing), digits(passing)));
    }
    case "coalesce":
      return coalesce(args);
    case "if":
      return choose(args);
    case "contains":
      return compareTexts((one, two) => one.includes(two));
    case "starts":
      return compareTexts((one, two) => one.startsWith(two));
    case "ends":
      return compareTexts((one, two) => one.endsWith(two));
    case "matches": {
      const pattern = node.args[1];
      const place = pattern?.span ?? node.span ?? { from: 0, to: 1 };
      if (pattern?.type !== "text") return fail(place, "The pattern has to be text between double quotes.");
      const { test } = openPattern(pattern.text, true, pattern.span);
      return { type: "boolean", read: (passing) => test(text(passing) ?? "") && text(passing) !== null };
    }
    case "number":
      return number(toNumber(first));
    case "duration":
      return number(first.type === "text" ? map(first.read, castDuration) : toNumber(first));
    case "bucket":
      return readBucket(node, first);
    default:
      return { type: "text", read: text };
  }
}

const absent: Value = { type: "text", read: () => null };

function round(value: number | null, digits: number | null): number | null {
  if (value === null || digits === null) return null;
  const scale = 10 ** Math.trunc(digits);
  // Away from zero, as the store does.
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale;
  return Number.isFinite(rounded) ? rounded : value;
}

/** Values of one type: their own when they agree, else text. */
function alike(values: readonly Value[]): readonly Value[] {
  if (values.every(({ type }) => type === values[0]?.type)) return values;
  return values.map((value) => ({ type: "text", read: toText(value) }));
}

function coalesce(args: readonly Value[]): Value {
  const values = alike(args);
  const read = (passing: Passing) => {
    for (const value of values) {
      const found = value.read(passing);
      if (found !== null) return found;
    }
    return null;
  };
  return { type: values[0]?.type ?? "text", read } as Value;
}

function choose([condition, then, otherwise]: readonly Value[]): Value {
  if (condition === undefined || then === undefined) return absent;
  const test = toCondition(condition);
  const [yes = then, no] = otherwise === undefined ? [then] : alike([then, otherwise]);
  const read = (passing: Passing) => (test(passing) ? yes.read(passing) : (no?.read(passing) ?? null));
  return { type: yes.type, read } as Value;
}

function readBucket(node: Call, value: Value): Value {
  const width = node.args[1];
  const place = width?.span ?? node.span ?? { from: 0, to: 1 };
  if (value.type === "time") {
    if (width?.type !== "duration")
      return fail(place, "Times are put into buckets of a duration such as 5m.");
    const step = BigInt(Math.max(1, Math.round(toMilliseconds(width) * 1e6)));
    return { type: "time", read: map(value.read, (time) => time - (time % step)) };
  }
  const size =
    width?.type === "number"
      ? width.value
      : width?.type === "duration"
        ? toMilliseconds(width)
        : width?.type === "size"
          ? toBytes(width)
          : 0;
  if (size <= 0) return fail(place, "Here should be how wide a bucket is: a number above 0.");
  return number(map(toNumber(value), (one) => Math.floor(one / size) * size));
}
