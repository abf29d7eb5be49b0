import { readDate } from "@/lib/search/grammar/read-date";
import { toBytes, toMilliseconds } from "@/lib/search/grammar/read-amount";
import type { BinaryOperator, Call, Expression } from "@/lib/logs/query/pipeline/ast";
import { isAggregate } from "@/lib/logs/query/pipeline/functions";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { type Sql, toCondition, toDurationMs, toNumber, toStart, toText } from "./convert";
import { failColumn, findColumn } from "./find-column";
import type { Frame } from "./frame";
import { compareLevel, levelRange } from "./level-range";
import { matchesPattern } from "./match-text";
import { type Relation, resolve } from "./relation";

/** What is calculated, as SQL over the columns of a relation. @throws StageFault at the place of what cannot be */
export function compileExpression(node: Expression, relation: Relation, frame: Frame): Sql {
  if (node.type === "name") return resolve(node, relation, frame);
  // Of a table, what it was split by or counts is not calculated once more.
  const column = isCalculated(node) ? findColumn(node, relation) : undefined;
  if (column !== undefined) return column.value;
  switch (node.type) {
    case "text":
      return { sql: frame.bind(node.text), type: "text" };
    case "number":
      return number(`CAST(${frame.bind(node.value)} AS DOUBLE)`);
    case "duration":
      return number(`CAST(${frame.bind(toMilliseconds(node))} AS DOUBLE)`);
    case "size":
      return number(`CAST(${frame.bind(toBytes(node))} AS DOUBLE)`);
    case "boolean":
      return { sql: node.value ? "TRUE" : "FALSE", type: "boolean" };
    case "null":
      return { sql: "CAST(NULL AS VARCHAR)", type: "text" };
    case "unary": {
      const operand = compileExpression(node.operand, relation, frame);
      if (node.operator === "not") return { sql: `NOT (${toCondition(operand)})`, type: "boolean" };
      return number(`-(${toNumber(operand)})`);
    }
    case "call":
      return compileCall(node, relation, frame);
    default:
      return compileBinary(node, relation, frame);
  }
}

function isCalculated({ type }: Expression): boolean {
  return type === "call" || type === "binary" || type === "unary";
}

/** An expression that lines have to fulfil. */
export function compileCondition(node: Expression, relation: Relation, frame: Frame): string {
  return toCondition(compileExpression(node, relation, frame));
}

function number(sql: string): Sql {
  return { sql, type: "number" };
}

type Binary = Extract<Expression, { type: "binary" }>;

function compileBinary(node: Binary, relation: Relation, frame: Frame): Sql {
  const { operator } = node;
  if (operator === "and" || operator === "or") {
    const left = compileCondition(node.left, relation, frame);
    return {
      sql: `(${left} ${operator.toUpperCase()} ${compileCondition(node.right, relation, frame)})`,
      type: "boolean",
    };
  }
  if (isArithmetic(operator)) {
    const left = toNumber(compileExpression(node.left, relation, frame));
    const right = toNumber(compileExpression(node.right, relation, frame));
    const divisor = operator === "/" || operator === "%" ? `nullif(${right}, 0)` : right;
    return number(`(${left} ${operator} ${divisor})`);
  }
  return { sql: compare(node, operator, relation, frame), type: "boolean" };
}

function isArithmetic(operator: BinaryOperator): operator is "+" | "-" | "*" | "/" | "%" {
  return ["+", "-", "*", "/", "%"].includes(operator);
}

type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** True or false, never NULL: what is absent equals nothing and differs from everything. */
function compare(node: Binary, operator: BinaryOperator, relation: Relation, frame: Frame): string {
  const sign = operator as Comparison;
  if (node.right.type === "null" || node.left.type === "null") {
    const other = compileExpression(node.right.type === "null" ? node.left : node.right, relation, frame);
    return sign === "!=" ? `(${other.sql} IS NOT NULL)` : `(${other.sql} IS NULL)`;
  }
  const special =
    compareWithText(node.left, node.right, sign, relation, frame) ??
    compareWithText(node.right, node.left, turn(sign), relation, frame);
  if (special !== null) return special;
  const left = compileExpression(node.left, relation, frame);
  const right = compileExpression(node.right, relation, frame);
  const types = [left.type, right.type];
  const isNumeric =
    types.includes("number") ||
    types.includes("time") ||
    (isOrder(sign) && node.left.type !== "text" && node.right.type !== "text");
  const as = isNumeric ? toNumber : toText;
  if (sign === "!=") return `(${as(left)} IS DISTINCT FROM ${as(right)})`;
  return `coalesce(${as(left)} ${sign} ${as(right)}, FALSE)`;
}

function isOrder(sign: Comparison): boolean {
  return sign !== "=" && sign !== "!=";
}

function turn(sign: Comparison): Comparison {
  const turned: Record<Comparison, Comparison> = {
    "=": "=",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
  };
  return turned[sign];
}

/** Levels and times beside a text that was typed: the text is a level's word, or a date. */
function compareWithText(
  side: Expression,
  other: Expression,
  sign: Comparison,
  relation: Relation,
  frame: Frame,
): string | null {
  if (other.type !== "text" || side.type !== "name") return null;
  const value = resolve(side, relation, frame);
  if (value.type === "level") {
    const range = levelRange(other.text);
    return range === null ? null : `coalesce(${compareLevel(value.sql, sign, range)}, FALSE)`;
  }
  if (value.type !== "time") return null;
  const date = readDate(other.text);
  if (date === null)
    return fail(other.span ?? { from: 0, to: 1 }, "Here should be a time such as 2026-11-18T14:31:48Z.");
  return `coalesce(${value.sql} ${sign} ${frame.bind(BigInt(Date.parse(date.iso)) * 1_000_000n)}, FALSE)`;
}

function compileCall(node: Call, relation: Relation, frame: Frame): Sql {
  if (isAggregate(node.name)) {
    if (!relation.isLines) return failColumn(node, relation);
    return fail(
      node.span ?? { from: 0, to: 1 },
      `${node.name}() is calculated by stats: put it there first.`,
    );
  }
  const args = node.args.map((arg) => compileExpression(arg, relation, frame));
  const [first = { sql: "NULL", type: "text" } satisfies Sql, second] = args;
  const text = toText(first);
  const other = second === undefined ? "''" : toText(second);
  switch (node.name) {
    case "lower":
    case "upper":
      return { sql: `${node.name}(${text})`, type: "text" };
    case "length":
      return number(`CAST(length(${text}) AS DOUBLE)`);
    case "abs":
      return number(`abs(${toNumber(first)})`);
    case "round":
      return number(
        `round(${toNumber(first)}, CAST(${second === undefined ? "0" : toNumber(second)} AS INTEGER))`,
      );
    case "coalesce":
      return {
        sql: `coalesce(${alike(args)
          .map(({ sql }) => sql)
          .join(", ")})`,
        type: alike(args)[0]?.type ?? "text",
      };
    case "if":
      return compileIf(args);
    case "contains":
      return { sql: `coalesce(contains(lower(${text}), lower(${other})), FALSE)`, type: "boolean" };
    case "starts":
      return { sql: `coalesce(starts_with(lower(${text}), lower(${other})), FALSE)`, type: "boolean" };
    case "ends":
      return { sql: `coalesce(ends_with(lower(${text}), lower(${other})), FALSE)`, type: "boolean" };
    case "matches":
      return compileMatches(node, text, frame);
    case "number":
      return number(toNumber(first));
    case "duration":
      return number(first.type === "text" ? toDurationMs(first.sql) : toNumber(first));
    case "bucket":
      return compileBucket(node, first, frame);
    default:
      return { sql: text, type: "text" };
  }
}

/** Values of one type: their own when they agree, else text. */
function alike(values: readonly Sql[]): Sql[] {
  const [first] = values;
  if (first !== undefined && values.every(({ type }) => type === first.type)) return [...values];
  return values.map((value) => ({ sql: toText(value), type: "text" }));
}

function compileIf([condition, then, otherwise]: Sql[]): Sql {
  if (condition === undefined || then === undefined) return { sql: "CAST(NULL AS VARCHAR)", type: "text" };
  const [yes = then, no] = otherwise === undefined ? [then] : alike([then, otherwise]);
  return {
    sql: `CASE WHEN ${toCondition(condition)} THEN ${yes.sql}${no === undefined ? "" : ` ELSE ${no.sql}`} END`,
    type: yes.type,
  };
}

function compileMatches(node: Call, text: string, { bind }: Frame): Sql {
  const pattern = node.args[1];
  if (pattern?.type !== "text") {
    return fail(
      pattern?.span ?? node.span ?? { from: 0, to: 1 },
      "The pattern has to be text between double quotes.",
    );
  }
  return {
    sql: `coalesce(${matchesPattern(text, pattern.text, bind, pattern.span)}, FALSE)`,
    type: "boolean",
  };
}

function compileBucket(node: Call, value: Sql, { bind }: Frame): Sql {
  const width = node.args[1];
  const place = width?.span ?? node.span ?? { from: 0, to: 1 };
  if (value.type === "time") {
    if (width?.type !== "duration")
      return fail(place, "Times are put into buckets of a duration such as 5m.");
    const step = BigInt(Math.max(1, Math.round(toMilliseconds(width) * 1e6)));
    return { sql: toStart(value.sql, bind(step)), type: "time" };
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
  const step = `CAST(${bind(size)} AS DOUBLE)`;
  return number(`(floor(${toNumber(value)} / ${step}) * ${step})`);
}
