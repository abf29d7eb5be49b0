import type { Measure } from "@/lib/alerts/schemas";
import type { Aggregate, Expression, Stage } from "@/lib/logs/query/pipeline/ast";
import { parsePipeline } from "@/lib/logs/query/pipeline/parse-pipeline";
import { printPipeline } from "@/lib/logs/query/pipeline/print-pipeline";

/** What a rule measures instead of the table that a question makes. */
export type MeasuredQuestion = { query: string; measure: Measure | null; groupBy: string[] };

/** Stages that take and give single lines; all others make a table. */
const LINES: readonly Stage["verb"][] = ["extract", "parse", "where", "eval", "fields"];
const MOST_KEYS = 3;

/**
 * A question about logs as a rule can ask it: `error | stats p95(duration) by host` is the percentile, per host, of the lines
 * that match `error`. A table that no rule can measure leaves its lines, counted; null for what cannot be read.
 */
export function measureOfStages(text: string): MeasuredQuestion | null {
  const { pipeline, errors } = parsePipeline(text);
  if (errors.length > 0) return null;
  const end = pipeline.stages.findIndex(({ verb }) => !LINES.includes(verb));
  if (end < 0) return { query: text.trim(), measure: null, groupBy: [] };
  const stages = pipeline.stages.slice(0, end).filter(({ verb }) => verb !== "fields");
  const query = printPipeline({ filter: pipeline.filter, stages });
  return { query, ...readTable(pipeline.stages[end]) };
}

function readTable(stage: Stage | undefined): Omit<MeasuredQuestion, "query"> {
  switch (stage?.verb) {
    case "stats":
      return {
        measure: readAggregate(stage.aggregates[0]),
        groupBy: namesOf(stage.by.map(({ expression }) => expression)),
      };
    case "timechart":
      return {
        measure: readAggregate(stage.aggregates[0]),
        groupBy: namesOf(stage.by ? [stage.by.expression] : []),
      };
    case "top":
      return {
        measure: { kind: "count" },
        groupBy: namesOf([...stage.keys, ...stage.by].map(({ expression }) => expression)),
      };
    default:
      return { measure: null, groupBy: [] };
  }
}

function readAggregate(aggregate: Aggregate | undefined): Measure | null {
  const { name, args } = aggregate?.call ?? { name: "count", args: [] };
  const [field] = namesOf(args);
  if (name === "rate") return { kind: "rate" };
  if (name === "count") return { kind: "count" };
  if (field === undefined) return null;
  if (name === "uniq") return { kind: "unique", field };
  if (name === "avg") return { kind: "average", field };
  const percentile = name.startsWith("p") ? Number(name.slice(1)) : Number.NaN;
  return percentile >= 1 && percentile <= 99.9 ? { kind: "percentile", field, percentile } : null;
}

function namesOf(expressions: readonly Expression[]): string[] {
  return expressions.flatMap((one) => (one.type === "name" ? [one.name] : [])).slice(0, MOST_KEYS);
}
