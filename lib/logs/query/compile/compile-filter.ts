import { toStretch } from "@/lib/search/conditions/match-date";
import type {
  FilterNode,
  SearchKey,
  SearchNode,
  SearchOperator,
  SearchValue,
  TextNode,
} from "@/lib/search/grammar/ast";
import { toBytes as bytesOf, toMilliseconds } from "@/lib/search/grammar/read-amount";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { toBytes, toDurationMs } from "./convert";
import type { Frame } from "./frame";
import { compareLevel, levelRange } from "./level-range";
import { anyOf, containsValue, equalsValue } from "./match-text";

/** The columns of fields that are text. */
export const textColumns: Readonly<Record<string, string>> = {
  message: "m",
  host: "h",
  service: "s",
  logger: "g",
  source: "o",
  trace: "r",
  span: "p",
};

/** Conditions of one filter, so that a scan stays short. */
const conditionLimit = 64;

/**
 * A filter as a condition over `lines`, true or false, never NULL. What was typed is a parameter; columns come from a fixed
 * table or by their number.
 * @throws StageFault at the place of what cannot be asked
 */
export function compileFilter(node: SearchNode, frame: Frame): string {
  const count = countLeaves(node);
  if (count > conditionLimit) fail({ from: 0, to: 1 }, `A filter has at most ${conditionLimit} conditions.`);
  return compileNode(node, frame);
}

function countLeaves(node: SearchNode): number {
  if (node.type === "and" || node.type === "or")
    return node.children.reduce((sum, child) => sum + countLeaves(child), 0);
  if (node.type === "not") return countLeaves(node.child);
  return node.type === "filter" ? node.values.length : 1;
}

function compileNode(node: SearchNode, frame: Frame): string {
  switch (node.type) {
    case "all":
      return "TRUE";
    case "and":
    case "or":
      return `(${node.children.map((child) => compileNode(child, frame)).join(node.type === "and" ? " AND " : " OR ")})`;
    case "not":
      return `NOT ${compileNode(node.child, frame)}`;
    case "has":
      return negate(hasKey(node.key, frame), node.isNegated);
    case "text":
      return compileWords(node, frame);
    default:
      return negate(compileKey(node, frame), node.isNegated);
  }
}

function negate(condition: string, isNegated: boolean): string {
  return isNegated ? `NOT (${condition})` : condition;
}

/** Words stand in the message, which is never NULL. */
function compileWords({ value, span }: TextNode, { bind }: Frame): string {
  return containsValue("m", value, bind, span);
}

function hasKey(key: SearchKey, frame: Frame): string {
  if (key.scope !== "field") return `(${frame.attribute(attributeOf(key)).text} IS NOT NULL)`;
  if (key.name === "message") return "(m <> '')";
  const column = textColumns[key.name];
  return column === undefined ? "TRUE" : `(${column} IS NOT NULL)`;
}

/** The attribute that a key means. */
function attributeOf(key: SearchKey): string {
  return key.scope === "flag" ? `flags.${key.name}` : key.name;
}

function compileKey(node: FilterNode, frame: Frame): string {
  const { key, values, operator } = node;
  if (key.scope === "any") return anyOf(values.map((value) => matchAnywhere(value, node, frame)));
  if (key.scope !== "field") {
    const { text, json } = frame.attribute(attributeOf(key));
    return anyOf(values.map((value) => matchAttribute(text, json, operator, value, node, frame)));
  }
  switch (key.name) {
    case "level":
      return anyOf(values.map((value) => matchLevel(operator, value, node, frame)));
    case "severity":
      return anyOf(
        values.map((value) =>
          value.kind === "number" ? `l ${operator} ${frame.bind(value.value)}` : "FALSE",
        ),
      );
    case "timestamp":
      return anyOf(values.map((value) => matchTime(operator, value, frame)));
    case "project":
      return matchProject(values, frame);
    case "message":
      return anyOf(
        values.map((value) =>
          value.kind === "text"
            ? containsValue("m", value, frame.bind)
            : equalsValue("m", value, frame.bind, node.span),
        ),
      );
    default: {
      const column = textColumns[key.name] ?? "m";
      return anyOf(
        values.map((value) => `coalesce(${equalsValue(column, value, frame.bind, node.span)}, FALSE)`),
      );
    }
  }
}

function matchLevel(operator: SearchOperator, value: SearchValue, node: FilterNode, frame: Frame): string {
  const range = value.kind === "text" ? levelRange(value.text) : null;
  if (range !== null) return `(${compareLevel("l", operator, range)})`;
  if (operator !== "=")
    return fail(
      node.span ?? { from: 0, to: 1 },
      "Levels are compared with debug, information, warning or error.",
    );
  return `coalesce(${equalsValue("w", value, frame.bind, node.span)}, FALSE)`;
}

function matchTime(operator: SearchOperator, value: SearchValue, { now, bind }: Frame): string {
  const stretch = toStretch(value, operator, now.getTime());
  if (stretch === null) return "FALSE";
  const ends = [
    ...(stretch.from === undefined ? [] : [`t >= ${bind(toNanoseconds(stretch.from))}`]),
    ...(stretch.before === undefined ? [] : [`t < ${bind(toNanoseconds(stretch.before))}`]),
  ];
  return `(${ends.join(" AND ")})`;
}

function toNanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n;
}

function matchProject(values: readonly SearchValue[], { projects, bind }: Frame): string {
  const wanted = values.flatMap((value) => {
    const test = toTest(value);
    return [...projects].filter(([, slug]) => test(slug)).map(([id]) => bind(id));
  });
  return wanted.length === 0 ? "FALSE" : `project_id IN (${wanted.join(", ")})`;
}

/** Slugs are short and ours, so wildcards are looked for here, piece by piece. */
function toTest(value: SearchValue): (slug: string) => boolean {
  if (value.kind === "text") return (slug) => slug === value.text.toLowerCase();
  if (value.kind !== "glob") return () => false;
  const literals = value.parts.flatMap((part) => ("literal" in part ? [part.literal.toLowerCase()] : []));
  const [first] = value.parts;
  const last = value.parts.at(-1);
  return (slug) => {
    let at = 0;
    for (const literal of literals) {
      const found = slug.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length;
    }
    const isStart = first !== undefined && "literal" in first ? slug.startsWith(literals[0] ?? "") : true;
    return isStart && (last !== undefined && "literal" in last ? slug.endsWith(literals.at(-1) ?? "") : true);
  };
}

/** The message, the fields of its own, and the values of all attributes. */
function matchAnywhere(value: SearchValue, node: FilterNode, frame: Frame): string {
  const { bind } = frame;
  const span = node.span;
  const wording =
    value.kind === "text" || value.kind === "glob" || value.kind === "pattern"
      ? value
      : ({ kind: "text", text: "value" in value ? String(value.value) : "" } as const);
  const own = ["m", "h", "s", "g", "o", "r", "p", "w"].map((column) =>
    column === "m"
      ? containsValue(column, wording, bind, span)
      : `coalesce(${containsValue(column, wording, bind, span)}, FALSE)`,
  );
  const all = frame.allAttributes();
  const inside = `len(list_filter(json_extract_string(${all}, '$.*'), lambda one: ${containsValue("one", wording, bind, span)})) > 0`;
  return anyOf([...own, `coalesce(${inside}, FALSE)`]);
}

function matchAttribute(
  text: string,
  json: string,
  operator: SearchOperator,
  value: SearchValue,
  { span }: FilterNode,
  { bind, now }: Frame,
): string {
  if (operator === "=") {
    const whole = equalsValue(text, value, bind, span);
    if (value.kind !== "text") return `coalesce(${whole}, FALSE)`;
    // One of a list is as good as the value itself. Lists are rare, and only with CASE no other value is taken apart.
    const one = `json_contains(${json}, ${bind(JSON.stringify(value.text))})`;
    return `coalesce(CASE WHEN ${whole} THEN TRUE WHEN starts_with(${json}, '[') THEN ${one} END, FALSE)`;
  }
  switch (value.kind) {
    case "number":
      return `coalesce(TRY_CAST(${text} AS DOUBLE) ${operator} ${bind(value.value)}, FALSE)`;
    case "percentage":
      return `coalesce(TRY_CAST(rtrim(${text}, '% ') AS DOUBLE) ${operator} ${bind(value.value)}, FALSE)`;
    case "duration":
      return `coalesce(${toDurationMs(text)} ${operator} ${bind(toMilliseconds(value))}, FALSE)`;
    case "size":
      return `coalesce(${toBytes(text)} ${operator} ${bind(bytesOf(value))}, FALSE)`;
    case "date":
    case "relative": {
      const stretch = toStretch(value, operator, now.getTime());
      const time = `epoch_ms(TRY_CAST(${text} AS TIMESTAMP))`;
      const from =
        stretch?.from === undefined ? [] : [`${time} >= ${bind(BigInt(Math.round(stretch.from)))}`];
      const before =
        stretch?.before === undefined ? [] : [`${time} < ${bind(BigInt(Math.round(stretch.before)))}`];
      return `coalesce(${[...from, ...before].join(" AND ") || "FALSE"}, FALSE)`;
    }
    case "text":
      return `coalesce(${versionOf(text)} ${operator} ${bind(padVersion(value.text))}, FALSE)`;
    default:
      return "FALSE";
  }
}

/** Digits of a part of a version: with them texts compare as the numbers do. */
const versionDigits = 12;

/** `v1.10.2-beta` → `000000000001.000000000010.000000000002`; NULL where it is no version. */
function versionOf(text: string): string {
  const numbers = `nullif(regexp_extract(${text}, '^v?([0-9]{1,12}(?:\\.[0-9]{1,12})+)', 1), '')`;
  return `array_to_string(list_transform(string_split(${numbers}, '.'), lambda one: lpad(one, ${versionDigits}, '0')), '.')`;
}

/** The same of a version that was typed. */
function padVersion(text: string): string {
  const numbers = /^v?(\d{1,12}(?:\.\d{1,12})+)/.exec(text)?.[1] ?? "";
  return numbers
    .split(".")
    .map((one) => one.padStart(versionDigits, "0"))
    .join(".");
}
