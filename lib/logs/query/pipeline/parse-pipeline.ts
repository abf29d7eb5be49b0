import type { SearchNode } from "@/lib/search/grammar/ast";
import { maximumLength } from "@/lib/search/grammar/limits";
import { parse } from "@/lib/search/grammar/parse";
import type { QueryError } from "@/lib/search/grammar/query-error";
import { levelWords, logLanguage } from "@/lib/logs/query/language";
import type { Pipeline, Stage } from "./ast";
import { readStage } from "./read-stage";
import { findPipe, type Reader, StageFault } from "./reader";

/** Stages of one question. */
const stageLimit = 32;

export interface ParsedPipeline {
  /** With errors it holds what could be read, so do not search by it. */
  pipeline: Pipeline;
  /** In the order of the text. */
  errors: QueryError[];
}

/** Reads `filter | stage | stage`. Never throws; linear in the text. */
export function parsePipeline(text: string): ParsedPipeline {
  const { ast, errors, rest } = parse(text, logLanguage);
  const filter = nameLevels(ast);
  const stages: Stage[] = [];
  if (rest !== null) readStages(text.slice(0, maximumLength), rest.from, stages, errors);
  return { pipeline: { filter, stages }, errors: errors.sort((a, b) => a.from - b.from || a.to - b.to) };
}

function readStages(text: string, firstPipe: number, stages: Stage[], errors: QueryError[]): void {
  const reader: Reader = { text, at: firstPipe, depth: 0 };
  while (reader.at < text.length) {
    reader.at += 1;
    const start = reader.at;
    reader.depth = 0;
    try {
      stages.push(readStage(reader));
    } catch (error) {
      if (!(error instanceof StageFault)) throw error;
      const { from, to } = error.fault;
      errors.push({
        ...error.fault,
        from: Math.min(from, text.length - 1),
        to: Math.min(Math.max(to, from + 1), text.length),
      });
      reader.at = Math.max(findPipe(text, start), start);
    }
    if (reader.at < text.length) reader.at = findPipe(text, reader.at);
    if (stages.length > stageLimit) {
      errors.push({ from: start, to: text.length, message: `A question has at most ${stageLimit} stages.` });
      return;
    }
  }
}

/** Levels by their one name: `warn` is `warning`. */
function nameLevels(node: SearchNode): SearchNode {
  if (node.type === "and" || node.type === "or") return { ...node, children: node.children.map(nameLevels) };
  if (node.type === "not") return { ...node, child: nameLevels(node.child) };
  if (node.type !== "filter" || node.key.scope !== "field" || node.key.name !== "level") return node;
  const values = node.values.map((value) =>
    value.kind === "text" ? { ...value, text: levelWords[value.text.toLowerCase()] ?? value.text } : value,
  );
  return { ...node, values: values.filter((value, at) => firstOf(values, value) === at) };
}

function firstOf(values: readonly object[], value: object): number {
  return values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value));
}
