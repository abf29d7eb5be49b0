import type { Aggregate, GroupKey, Length, Name, SortKey, Stage } from "./ast";
import { aggregateFunctions, isAggregate, nameFunction, verbSynonyms, verbs } from "./functions";
import { readExtract, readParse } from "./read-extract";
import {
  ask,
  countOf,
  readCallOf,
  readColumn,
  readExpression,
  readLength,
  readName,
} from "./read-expression";
import {
  eat,
  eatOption,
  eatWord,
  expectSign,
  fail,
  here,
  peek,
  peekWord,
  type Reader,
  readAmountText,
} from "./reader";
import { suggestNames } from "./suggest-names";

/** Rows that `limit`, `top` and `sample` may ask for. */
const most = 1_000_000;

type Read = (reader: Reader) => Stage;

const readers: Readonly<Record<string, Read>> = {
  stats: (reader) => ({ verb: "stats", aggregates: readAggregates(reader), by: readBy(reader) }),
  timechart: readTimechart,
  top: (reader) => readTop(reader, "top"),
  rare: (reader) => readTop(reader, "rare"),
  patterns: () => ({ verb: "patterns" }),
  parse: readParse,
  extract: readExtract,
  where: (reader) => ({ verb: "where", condition: readExpression(reader) }),
  eval: (reader) => ({ verb: "eval", assignments: readList(reader, readAssignment) }),
  dedup: (reader) => ({ verb: "dedup", keys: readList(reader, readGroupKey) }),
  sort: (reader) => ({ verb: "sort", keys: readList(reader, readSortKey) }),
  limit: (reader) => ({ verb: "limit", count: readCount(reader) }),
  fields: (reader) => ({ verb: "fields", columns: readWords(reader, readColumn) }),
  transaction: readTransaction,
  lookup: readLookup,
  compare: readCompare,
  sample: readSample,
};

/** A stage at the reader's place, up to its `|` or the end. @throws StageFault */
export function readStage(reader: Reader): Stage {
  const { from } = here(reader);
  const word = peekWord(reader);
  if (word === null)
    return fail(here(reader), "Here should be what becomes of the lines.", verbs.slice(0, 4).map(nameOf));
  const typed = word.text.toLowerCase();
  const verb = Object.hasOwn(verbSynonyms, typed) ? String(verbSynonyms[typed]) : typed;
  const read = Object.hasOwn(readers, verb) ? readers[verb] : undefined;
  if (read === undefined) {
    const names = verbs.map(nameOf);
    const expected = suggestNames(typed, [...names, ...Object.keys(verbSynonyms)]);
    return fail(word, `There is no stage ${word.text}.${ask(expected, names)}`, expected);
  }
  reader.at = word.to;
  const stage = read(reader);
  const to = reader.at;
  if (peek(reader) !== "")
    fail({ from: reader.at, to: reader.at + 1 }, `This does not belong to ${verb}.`, ["|"]);
  return { ...stage, span: { from, to } };
}

function nameOf({ name }: { name: string }): string {
  return name;
}

/** At least one thing, between commas. */
function readList<T>(reader: Reader, read: (reader: Reader) => T): T[] {
  const found = [read(reader)];
  while (eat(reader, ",")) found.push(read(reader));
  if (found.length > 32) fail(here(reader), "A stage has at most 32 of these.");
  return found;
}

/** Names between commas or white space. */
export function readNames(reader: Reader): Name[] {
  return readWords(reader, readName);
}

function readWords<T>(reader: Reader, read: (reader: Reader) => T): T[] {
  const found = [read(reader)];
  while (eat(reader, ",") || isAtName(reader)) found.push(read(reader));
  if (found.length > 64) fail(here(reader), "A stage has at most 64 names.");
  return found;
}

function isAtName(reader: Reader): boolean {
  const word = peekWord(reader);
  return word !== null && (word.isQuoted || !["from", "by", "on", "as"].includes(word.text.toLowerCase()));
}

function readAggregates(reader: Reader): Aggregate[] {
  return readList(reader, readAggregate);
}

function readAggregate(reader: Reader): Aggregate {
  const names = aggregateFunctions.map(nameOf);
  const word = peekWord(reader);
  if (word === null)
    return fail(here(reader), "Here should be a function such as count().", names.slice(0, 4));
  const name = nameFunction(word.text);
  if (!isAggregate(name)) {
    const expected = suggestNames(name, names);
    return fail(word, `There is no function ${word.text} for many lines.${ask(expected, names)}`, expected);
  }
  if (name === "count" && reader.text.charAt(word.to) !== "(") {
    reader.at = word.to;
    return { call: { type: "call", name, args: [], span: word }, alias: readAlias(reader) };
  }
  const call = readCallOf(reader, word);
  const { least, most: highest } = aggregateFunctions.find((one) => one.name === name) ?? {
    least: 1,
    most: 1,
  };
  if (call.args.length < least || call.args.length > highest) {
    fail(call.span ?? word, `${name} takes ${countOf(least, highest)}.`);
  }
  return { call, alias: readAlias(reader) };
}

function readAlias(reader: Reader): string | null {
  return eatWord(reader, "as") ? readName(reader, "the new name").name : null;
}

function readGroupKey(reader: Reader): GroupKey {
  return { expression: readExpression(reader), alias: readAlias(reader) };
}

function readBy(reader: Reader): GroupKey[] {
  return eatWord(reader, "by") ? readList(reader, readGroupKey) : [];
}

/** The width stands first; where others put it, it is read as well. */
function readTimechart(reader: Reader): Stage {
  let step = isAtDigit(reader) ? readLength(reader) : readSpan(reader);
  const aggregates = readAggregates(reader);
  step ??= readSpan(reader);
  const [by = null] = eatWord(reader, "by") ? [readGroupKey(reader)] : [];
  if (by !== null && peek(reader) === ",") fail(here(reader), "timechart is split by one field.");
  step ??= readSpan(reader);
  return { verb: "timechart", step, aggregates, by };
}

function readSpan(reader: Reader): Length | null {
  return eatOption(reader, "span") ? readLength(reader) : null;
}

function readTop(reader: Reader, verb: "top" | "rare"): Stage {
  const count = eatOption(reader, "limit") || isAtDigit(reader) ? readCount(reader) : 10;
  return { verb, count, keys: readList(reader, readGroupKey), by: readBy(reader) };
}

function isAtDigit(reader: Reader): boolean {
  return /\d/.test(peek(reader));
}

function readCount(reader: Reader): number {
  const piece = readAmountText(reader);
  const count = piece === null ? Number.NaN : Number(piece.text);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    fail(piece ?? here(reader), `Here should be a whole number from 1 to ${most.toLocaleString("en")}.`);
  }
  return count;
}

function readAssignment(reader: Reader): { name: string; expression: ReturnType<typeof readExpression> } {
  const { name } = readName(reader, "the new name");
  expectSign(reader, "=", "Put = after the name.");
  return { name, expression: readExpression(reader) };
}

function readSortKey(reader: Reader): SortKey {
  const isSigned = eat(reader, "-");
  if (!isSigned) eat(reader, "+");
  const expression = readExpression(reader);
  const isDown = eatWord(reader, "desc");
  if (!isDown) eatWord(reader, "asc");
  return { expression, isDescending: isSigned !== isDown };
}

function readTransaction(reader: Reader): Stage {
  eatWord(reader, "by");
  let longest: Length | null = null;
  const by = [readName(reader)];
  while (eat(reader, ",")) by.push(readName(reader));
  if (eatOption(reader, "maxspan")) longest = readLength(reader);
  return { verb: "transaction", by, longest };
}

function readLookup(reader: Reader): Stage {
  const table = readName(reader, "the name of a table");
  if (!eatWord(reader, "on")) fail(here(reader), "Here should be on, and the field to look up.", ["on"]);
  return { verb: "lookup", table: table.name, on: readName(reader) };
}

function readCompare(reader: Reader): Stage {
  if (peek(reader) === "") return { verb: "compare", offset: null };
  eat(reader, "-");
  return { verb: "compare", offset: readLength(reader) };
}

function readSample(reader: Reader): Stage {
  const piece = readAmountText(reader);
  const isShare = piece !== null && eat(reader, "%");
  const amount = piece === null ? Number.NaN : Number(piece.text);
  const isFine = isShare
    ? amount > 0 && amount <= 100
    : Number.isInteger(amount) && amount >= 1 && amount <= most;
  if (!isFine) fail(piece ?? here(reader), "Here should be how many, or a share such as 1%.");
  return { verb: "sample", amount, isShare };
}
