import type { QueryError } from "@/lib/search/grammar/query-error";
import { collectKeys } from "@/lib/search/grammar/collect-keys";
import { resolveName } from "@/lib/search/grammar/language";
import { maximumLength } from "@/lib/search/grammar/limits";
import type { LogQueryReport } from "@/lib/logs/schemas";
import type { Pipeline, Stage } from "./pipeline/ast";
import { isSingle } from "./pipeline/is-single";
import { listComputed } from "./pipeline/list-computed";
import { listNames } from "./pipeline/list-names";
import { logLanguage } from "./language";
import { parsePipeline } from "./pipeline/parse-pipeline";
import { printPipeline } from "./pipeline/print-pipeline";
import { StageFault } from "./pipeline/reader";

/** A question that was read: what to search by, and what to say about it. */
export interface Question {
  pipeline: Pipeline;
  /** The first stages, each of which takes and gives single lines. */
  lineStages: Stage[];
  /** What comes after them; empty when the answer is lines. */
  tableStages: Stage[];
  report: LogQueryReport;
}

/** Reads `filter | stage | stage`. Never throws; with errors in the report nothing may be searched by it. */
export function readQuestion(text: string): Question {
  const { pipeline, errors } = parsePipeline(text);
  const printed = errors.length > 0 ? text : printPipeline(pipeline);
  const canonical = printed.length > maximumLength ? text : printed;
  const { stages } = pipeline;
  const end = stages.findIndex((stage) => !isSingle(stage));
  const lineStages = end < 0 ? stages : stages.slice(0, end);
  const tableStages = end < 0 ? [] : stages.slice(end);
  const misplaced = stages.slice(0, -1).find(({ verb }) => verb === "patterns" || verb === "compare");
  const all = misplaced === undefined ? errors : [...errors, tellMisplaced(misplaced, text)];
  return {
    pipeline,
    lineStages,
    tableStages,
    report: {
      canonical,
      errors: all.map(shapeError),
      unknown: [],
      shape: tableStages.length > 0 ? "table" : "lines",
      computed: listComputed(lineStages),
    },
  };
}

function tellMisplaced({ verb, span }: Stage, text: string): QueryError {
  const { from, to } = span ?? { from: 0, to: Math.max(1, text.length) };
  return { from, to, message: `${verb} has to be the last stage.` };
}

function shapeError({ from, to, message, expected }: QueryError): LogQueryReport["errors"][number] {
  return { from, to, message, ...(expected === undefined ? {} : { expected }) };
}

/** Attributes that filter and stages name: to tell which of them nobody sends. */
export function listAttributes({ pipeline }: Question): string[] {
  const inFilter = collectKeys(pipeline.filter).map(({ key }) => key);
  const inStages = listNames(pipeline.stages).map(({ name, isTag }) =>
    isTag ? ({ scope: "tag", name } as const) : resolveName(name, logLanguage),
  );
  const keys = [...inFilter, ...inStages].flatMap((key) => (key.scope === "tag" ? [key.name] : []));
  return [...new Set(keys)];
}

/** Does something with a question; what cannot be compiled becomes an error of the report, and the answer null. */
export function compileQuestion<T>(question: Question, compile: () => T): T | null {
  if (question.report.errors.length > 0) return null;
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof StageFault)) throw error;
    question.report.errors.push(shapeError(error.fault));
    return null;
  }
}
