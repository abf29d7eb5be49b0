import { listOptions, whatToAsk } from "@/components/search/list-options";
import type { OptionGroup, QueryOption } from "@/components/search/option";
import {
  paintQuery as paintFilter,
  type PaintedGroup,
  type PaintedPiece,
} from "@/components/search/paint-query";
import type { QueryTools } from "@/components/search/query-subject";
import { replaceKey } from "@/components/search/replace-key";
import { levelWords, logLanguage } from "@/lib/logs/query/language";
import { completePipeline, type StageCompletion } from "@/lib/logs/query/pipeline/complete-pipeline";
import { isSingle } from "@/lib/logs/query/pipeline/is-single";
import { listNames } from "@/lib/logs/query/pipeline/list-names";
import { parsePipeline } from "@/lib/logs/query/pipeline/parse-pipeline";
import { printName } from "@/lib/logs/query/pipeline/print-expression";
import { printPipeline } from "@/lib/logs/query/pipeline/print-pipeline";
import { findPipe } from "@/lib/logs/query/pipeline/reader";
import { suggestNames } from "@/lib/logs/query/pipeline/suggest-names";
import type { SearchValues } from "@/lib/issues/schemas";
import type { FilterNode, SearchNode, Span } from "@/lib/search/grammar/ast";
import { isSpace } from "@/lib/search/grammar/characters";
import { resolveName } from "@/lib/search/grammar/language";
import { tokenise } from "@/lib/search/grammar/tokenise";

export { chooseValue, includeTerm, listLiterals, listValues, toggleValue } from "./change-query";

const words = { language: logLanguage, fields: logLanguage.fields, noun: "Lines", others: "Other fields" };

/** Names in one menu, so that it can be read at a glance. */
const NAMES_SHOWN = 12;

/** Filter and stages; tokens are those of the filter. */
export const readQuery: QueryTools["readQuery"] = (text) => ({
  tokens: tokenise(text, logLanguage).tokens,
  errors: parsePipeline(text).errors,
});

/** The question in its one form, or why it cannot be read. One of several lines has each stage on a line of its own. */
export const toCanonical: QueryTools["toCanonical"] = (text) => {
  const { pipeline, errors } = parsePipeline(text);
  if (errors.length > 0) return { text, errors };
  const printed = printPipeline(pipeline);
  return { text: text.trim().includes("\n") ? breakLines(printed) : printed, errors };
};

/** Whether the answer to a question is a table, not lines. */
export function asksForTable(text: string): boolean {
  return !parsePipeline(text).pipeline.stages.every(isSingle);
}

function breakLines(printed: string): string {
  const lines: string[] = [];
  let start = 0;
  for (let pipe = firstPipe(printed); pipe < printed.length; pipe = findPipe(printed, pipe + 1)) {
    lines.push(printed.slice(start, pipe).trimEnd());
    start = pipe;
  }
  lines.push(printed.slice(start));
  return lines.filter((line) => line !== "").join("\n");
}

function firstPipe(text: string): number {
  return tokenise(text, logLanguage).rest?.from ?? text.length;
}

/** Words that stand for no level and look like one; senders may have words of their own, so it is no error. */
export const listHints: NonNullable<QueryTools["listHints"]> = (text) =>
  listLevels(parsePipeline(text).pipeline.filter).flatMap(({ values, span }) =>
    values.flatMap((value) => {
      if (value.kind !== "text" || Object.hasOwn(levelWords, value.text.toLowerCase())) return [];
      const suggestions = suggestNames(value.text, Object.keys(levelWords))
        .slice(0, 1)
        .map((word) => levelWords[word] ?? word);
      const from = text.indexOf(value.text, span?.from);
      if (suggestions.length === 0 || from < 0) return [];
      const message = `\`${value.text}\` is none of the levels, but may be a word of the sender.`;
      return [{ from, to: from + value.text.length, message, suggestions }];
    }),
  );

function listLevels(node: SearchNode): FilterNode[] {
  if (node.type === "and" || node.type === "or") return node.children.flatMap(listLevels);
  if (node.type === "not") return listLevels(node.child);
  return node.type === "filter" && node.key.scope === "field" && node.key.name === "level" ? [node] : [];
}

/** The question with another name in the place of one that no line has, in its filter and in its stages. */
export function replaceUnknown(text: string, key: string, by: string): string {
  let fixed = text;
  const places = listNames(parsePipeline(text).pipeline.stages).flatMap(({ name, isTag, span }) =>
    span !== undefined && (name === key || (!isTag && resolveName(name, logLanguage).name === key))
      ? [span]
      : [],
  );
  for (const { from, to } of places.toSorted((a, b) => b.from - a.from))
    fixed = fixed.slice(0, from) + printName({ name: by, isTag: false }) + fixed.slice(to);
  const pipe = firstPipe(text);
  return replaceKey(fixed.slice(0, pipe), key, by, logLanguage) + fixed.slice(pipe);
}

/** What could come next at the caret: in the filter as everywhere, in a stage its words and the names of fields. */
export const suggest: QueryTools["suggest"] = (text, caret) => {
  const completion = completePipeline(text, caret);
  if (completion.type !== "stage")
    return {
      typed: completion.text,
      ask: whatToAsk(completion),
      list: (found) => listOptions(text, completion, found, words),
    };
  return {
    typed: completion.text,
    ask: completion.wantsNames ? { key: "", prefix: completion.text.slice(0, 200) } : null,
    list: (found) => listStage(text, completion, found),
  };
};

function listStage(text: string, completion: StageCompletion, found: SearchValues["values"]): OptionGroup[] {
  const { range, text: typed, offers, computed, wantsNames } = completion;
  const option = (id: string, label: string, insert: string): QueryOption => ({
    id,
    label,
    match: label.toLowerCase().startsWith(typed.toLowerCase()) ? spanOf(typed) : null,
    insert,
    range,
    next: "goOn",
  });
  const space = text.charAt(range.to) === "" ? " " : "";
  const isNew = ({ name }: { name: string }) => name.toLowerCase() !== typed.toLowerCase();
  const stages = offers.filter(isNew).map(({ name, description, kind }) => {
    const ending = kind === "function" ? "(" : name.endsWith("=") ? "" : space;
    return { ...option(`${kind} ${name}`, name, `${name}${ending}`), note: description };
  });
  const names = [
    ...new Set([
      ...computed,
      ...logLanguage.fields.map(({ key }) => key),
      ...found.map(({ value }) => value),
    ]),
  ];
  const fitting = wantsNames
    ? names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()) && isNew({ name }))
    : [];
  return [
    {
      title: "Fields",
      options: fitting.slice(0, NAMES_SHOWN).map((name) => option(`name ${name}`, name, name)),
    },
    { title: "Stages", options: stages },
  ].filter(({ options }) => options.length > 0);
}

function spanOf(typed: string): Span | null {
  return typed === "" ? null : { from: 0, to: typed.length };
}

/** The filter as everywhere; then each pipe, the word of its stage, and the rest of it. */
export const paintQuery: QueryTools["paintQuery"] = (text, tokens, errors) => {
  const pipe = firstPipe(text);
  const groups = paintFilter(text.slice(0, pipe), tokens, errors);
  for (let at = pipe; at < text.length; at = findPipe(text, at + 1))
    groups.push(paintStage(text, at, errors));
  return groups;
};

function paintStage(text: string, pipe: number, errors: readonly Span[]): PaintedGroup {
  const end = findPipe(text, pipe + 1);
  let verb = pipe + 1;
  while (verb < end && isSpace(text.charAt(verb))) verb += 1;
  let rest = verb;
  while (rest < end && !isSpace(text.charAt(rest))) rest += 1;
  const strokes = [
    { from: pipe, to: pipe + 1, paint: "pipe" },
    { from: pipe + 1, to: verb, paint: "gap" },
    { from: verb, to: rest, paint: "verb" },
    { from: rest, to: end, paint: "gap" },
  ] as const;
  return { from: pipe, isFilter: false, pieces: strokes.flatMap((stroke) => cut(text, stroke, errors)) };
}

function cut(
  text: string,
  { from, to, paint }: Span & { paint: PaintedPiece["paint"] },
  errors: readonly Span[],
): PaintedPiece[] {
  const inside = errors
    .flatMap((error) => [error.from, error.to])
    .filter((place) => place > from && place < to);
  const places = [...new Set([from, ...inside, to])].sort((a, b) => a - b);
  return places.slice(1).flatMap((end, index) => {
    const start = places[index] ?? from;
    const isBad = errors.some((error) => error.from < end && error.to > start);
    return start < end ? [{ from: start, to: end, text: text.slice(start, end), paint, isBad }] : [];
  });
}
