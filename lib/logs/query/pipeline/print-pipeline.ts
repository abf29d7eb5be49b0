import { print } from "@/lib/search/grammar/print";
import { logLanguage } from "@/lib/logs/query/language";
import type { Aggregate, GroupKey, Name, Pipeline, SortKey, Stage, StageOf } from "./ast";
import { printExpression, printLength, printName, printWord } from "./print-expression";
import { printString } from "./reader";

/** A question as it is stored and shown; parsing it gives the same again. Without stages it is the filter alone. */
export function printPipeline({ filter, stages }: Pipeline): string {
  return [print(filter, logLanguage), ...stages.map(printStage)].join(" | ").trim();
}

/** One stage, without its `|`. */
export function printStage(stage: Stage): string {
  switch (stage.verb) {
    case "stats":
      return `stats ${printAggregates(stage.aggregates)}${printBy(stage.by)}`;
    case "timechart": {
      const step = stage.step === null ? "" : `span=${printLength(stage.step)} `;
      return `timechart ${step}${printAggregates(stage.aggregates)}${printBy(stage.by === null ? [] : [stage.by])}`;
    }
    case "top":
    case "rare":
      return `${stage.verb} ${stage.count} ${printKeys(stage.keys)}${printBy(stage.by)}`;
    case "patterns":
      return "patterns";
    case "extract":
      return printExtract(stage);
    case "parse":
      return `parse ${printString(stage.template)}${printSource(stage.source)}`;
    case "where":
      return `where ${printExpression(stage.condition)}`;
    case "eval":
      return `eval ${stage.assignments.map(({ name, expression }) => `${printWord(name)} = ${printExpression(expression)}`).join(", ")}`;
    case "dedup":
      return `dedup ${printKeys(stage.keys)}`;
    case "sort":
      return `sort ${stage.keys.map(printSortKey).join(", ")}`;
    case "limit":
      return `limit ${stage.count}`;
    case "fields":
      return `fields ${stage.columns.map(printExpression).join(", ")}`;
    case "transaction": {
      const longest = stage.longest === null ? "" : ` maxspan=${printLength(stage.longest)}`;
      return `transaction by ${stage.by.map(printName).join(", ")}${longest}`;
    }
    case "lookup":
      return `lookup ${printWord(stage.table)} on ${printName(stage.on)}`;
    case "compare":
      return stage.offset === null ? "compare" : `compare -${printLength(stage.offset)}`;
    default:
      return `sample ${stage.amount}${stage.isShare ? "%" : ""}`;
  }
}

/** What a column is called that has no alias: the expression itself. */
export function nameColumn({ expression, alias }: GroupKey): string {
  if (alias !== null) return alias;
  return expression.type === "name" ? expression.name : printExpression(expression);
}

/** `p95(duration)`, or what `as` says. */
export function nameAggregate({ call, alias }: Aggregate): string {
  return alias ?? printExpression(call);
}

function printAggregates(aggregates: readonly Aggregate[]): string {
  return aggregates.map(({ call, alias }) => `${printExpression(call)}${printAlias(alias)}`).join(", ");
}

function printAlias(alias: string | null): string {
  return alias === null ? "" : ` as ${printWord(alias)}`;
}

function printKeys(keys: readonly GroupKey[]): string {
  return keys.map(({ expression, alias }) => `${printExpression(expression)}${printAlias(alias)}`).join(", ");
}

function printBy(keys: readonly GroupKey[]): string {
  return keys.length === 0 ? "" : ` by ${printKeys(keys)}`;
}

/** A sign that belongs to the expression goes between parentheses, so that it is not taken for the order. */
function printSortKey({ expression, isDescending }: SortKey): string {
  const printed = printExpression(expression);
  const safe = printed.startsWith("-") ? `(${printed})` : printed;
  return isDescending ? `-${safe}` : safe;
}

function printSource(source: Name | null): string {
  return source === null ? "" : ` from ${printName(source)}`;
}

function printExtract({ method, pattern, names, source }: StageOf<"extract">): string {
  if (method === "regex") return `extract ${printSlashes(pattern)}${printSource(source)}`;
  if (method === "grok") return `extract grok ${printString(pattern)}${printSource(source)}`;
  const shown = names.length === 0 ? "" : ` ${names.map(printWord).join(", ")}`;
  return `extract ${method}${shown}${printSource(source)}`;
}

/** A pattern between slashes; a slash inside gets a backslash. */
function printSlashes(pattern: string): string {
  return `/${pattern.replace(/\\[\s\S]|\//g, (found) => (found === "/" ? "\\/" : found))}/`;
}
