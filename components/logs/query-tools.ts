import { listOptions, whatToAsk } from "@/components/search/list-options";
import type { OptionGroup, QueryOption } from "@/components/search/option";
import {
  paintQuery as paintFilter,
  type PaintedGroup,
  type PaintedPiece,
} from "@/components/search/paint-query";
import type { QueryTools } from "@/components/search/query-subject";
import { replaceKey } from "@/components/search/replace-key";
import { logLanguage } from "@/lib/logs/query/language";
import { completePipeline, type StageCompletion } from "@/lib/logs/query/pipeline/complete-pipeline";
import { parsePipeline } from "@/lib/logs/query/pipeline/parse-pipeline";
import { printPipeline } from "@/lib/logs/query/pipeline/print-pipeline";
import { findPipe } from "@/lib/logs/query/pipeline/reader";
import type { SearchValues } from "@/lib/issues/schemas";
import type { Span } from "@/lib/search/grammar/ast";
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

/** The question in its one form, or why it cannot be read. */
export const toCanonical: QueryTools["toCanonical"] = (text) => {
  const { pipeline, errors } = parsePipeline(text);
  return { text: errors.length > 0 ? text : printPipeline(pipeline), errors };
};

/** The question with another name in the place of one that no line has; only in its filter. */
export function replaceUnknown(text: string, key: string, by: string): string {
  const pipe = tokenise(text, logLanguage).rest?.from ?? text.length;
  return replaceKey(text.slice(0, pipe), key, by, logLanguage) + text.slice(pipe);
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
  const pipe = tokenise(text, logLanguage).rest?.from ?? text.length;
  const groups = paintFilter(text.slice(0, pipe), tokens, errors);
  for (let at = pipe; at < text.length; at = findPipe(text, at + 1))
    groups.push(paintStage(text, at, errors));
  return groups;
};

function paintStage(text: string, pipe: number, errors: readonly Span[]): PaintedGroup {
  const end = findPipe(text, pipe + 1);
  let verb = pipe + 1;
  while (verb < end && text.charAt(verb) === " ") verb += 1;
  let rest = verb;
  while (rest < end && text.charAt(rest) !== " ") rest += 1;
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
