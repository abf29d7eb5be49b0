import { isDigit } from "@/lib/search/grammar/characters";
import { readDuration, readSize } from "@/lib/search/grammar/read-amount";
import { readDecimal } from "@/lib/search/grammar/read-number";
import type { BinaryOperator, Call, Expression, Length, Name } from "./ast";
import { isAggregate, nameFunction, scalarFunctions } from "./functions";
import {
  eat,
  eatWord,
  expectSign,
  fail,
  here,
  peek,
  peekWord,
  type Reader,
  readAmountText,
  readString,
  showWhat,
  type Word,
} from "./reader";
import { suggestNames } from "./suggest-names";

/** Parentheses and signs inside each other. */
const deepest = 64;

/** Words that are no names unless they stand between backquotes. */
export const reservedWords = new Set(["and", "or", "not", "true", "false", "null", "by", "as", "from", "on"]);

const comparisons: readonly BinaryOperator[] = ["<=", ">=", "!=", "<", ">", "="];

/** How strongly operators bind, weakest first. */
export const strength: Readonly<Record<BinaryOperator | "not" | "negative", number>> = {
  or: 1,
  and: 2,
  not: 3,
  "=": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  negative: 7,
};

/** An expression at the reader's place. @throws StageFault */
export function readExpression(reader: Reader): Expression {
  return deeper(reader, () => readOr(reader));
}

function deeper<T>(reader: Reader, read: () => T): T {
  if (reader.depth >= deepest) fail(here(reader), `Expressions can be at most ${deepest} deep.`);
  reader.depth += 1;
  const found = read();
  reader.depth -= 1;
  return found;
}

function readOr(reader: Reader): Expression {
  let left = readAnd(reader);
  while (eatWord(reader, "or")) left = join("or", left, readAnd(reader));
  return left;
}

function readAnd(reader: Reader): Expression {
  let left = readNot(reader);
  while (eatWord(reader, "and")) left = join("and", left, readNot(reader));
  return left;
}

function readNot(reader: Reader): Expression {
  const { from } = here(reader);
  const isNot = eatWord(reader, "not") || (!reader.text.startsWith("!=", from) && eat(reader, "!"));
  if (!isNot) return readComparison(reader);
  const operand = deeper(reader, () => readNot(reader));
  return { type: "unary", operator: "not", operand, span: { from, to: reader.at } };
}

function readComparison(reader: Reader): Expression {
  const left = readSum(reader);
  const operator = eatComparison(reader);
  if (operator === null) return left;
  const compared = join(operator, left, readSum(reader));
  const place = here(reader);
  if (eatComparison(reader) !== null)
    fail(place, "Comparisons do not follow each other. Join them with and.", ["and"]);
  return compared;
}

function eatComparison(reader: Reader): BinaryOperator | null {
  if (eat(reader, "==")) return "=";
  if (eat(reader, "<>")) return "!=";
  return comparisons.find((sign) => eat(reader, sign)) ?? null;
}

function readSum(reader: Reader): Expression {
  let left = readProduct(reader);
  for (;;) {
    const operator = (["+", "-"] as const).find((sign) => eat(reader, sign));
    if (operator === undefined) return left;
    left = join(operator, left, readProduct(reader));
  }
}

function readProduct(reader: Reader): Expression {
  let left = readSigned(reader);
  for (;;) {
    const operator = (["*", "/", "%"] as const).find((sign) => eat(reader, sign));
    if (operator === undefined) return left;
    left = join(operator, left, readSigned(reader));
  }
}

function readSigned(reader: Reader): Expression {
  const { from } = here(reader);
  if (!eat(reader, "-")) return readPrimary(reader);
  const isNumber = isDigit(reader.text.charAt(reader.at));
  const operand = deeper(reader, () => readSigned(reader));
  const span = { from, to: reader.at };
  if (isNumber && operand.type === "number") return { type: "number", value: 0 - operand.value, span };
  return { type: "unary", operator: "-", operand, span };
}

function join(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  const from = left.span?.from ?? 0;
  return { type: "binary", operator, left, right, span: { from, to: right.span?.to ?? from } };
}

function readPrimary(reader: Reader): Expression {
  if (eat(reader, "(")) {
    const inside = readExpression(reader);
    expectSign(reader, ")", "This parenthesis is not closed.");
    return inside;
  }
  const string = readString(reader);
  if (string !== null) return { type: "text", text: string.text, span: { from: string.from, to: string.to } };
  const amount = readAmount(reader);
  if (amount !== null) return amount;
  const word = peekWord(reader);
  if (word === null) {
    if (peek(reader) === "") fail(here(reader), "Something is missing here: a name, a number or a text.");
    fail(here(reader), `${showWhat(reader)} is no name, number or text. Put text between double quotes.`);
  }
  return readWordExpression(reader, word);
}

function readWordExpression(reader: Reader, word: Word): Expression {
  const lower = word.text.toLowerCase();
  const span = { from: word.from, to: word.to };
  if (!word.isQuoted) {
    if (lower === "true" || lower === "false") {
      reader.at = word.to;
      return { type: "boolean", value: lower === "true", span };
    }
    if (lower === "null") {
      reader.at = word.to;
      return { type: "null", span };
    }
    if (reader.text.charAt(word.to) === "(") return readCall(reader, word);
  }
  return readName(reader);
}

function readAmount(reader: Reader): Expression | null {
  const piece = readAmountText(reader);
  if (piece === null) return null;
  const span = { from: piece.from, to: piece.to };
  const value = readDecimal(piece.text);
  if (value !== null) return { type: "number", value, span };
  const duration = readDuration(piece.text);
  if (duration !== null) return { type: "duration", amount: duration.amount, unit: duration.unit, span };
  const size = readSize(piece.text);
  if (size !== null) return { type: "size", amount: size.amount, unit: size.unit, span };
  return fail(span, `${piece.text} is no number, duration (500ms, 2h) or size (10mb).`);
}

/** A name of a field or column. @throws StageFault when none stands there */
export function readName(reader: Reader, wanted = "the name of a field"): Name {
  const word = peekWord(reader);
  if (word === null || (!word.isQuoted && reservedWords.has(word.text.toLowerCase()))) {
    return fail(here(reader), `Here should be ${wanted}.`);
  }
  reader.at = word.to;
  if (word.isQuoted || word.text !== "tags" || reader.text.charAt(word.to) !== "[") {
    return { type: "name", name: word.text, isTag: false, span: { from: word.from, to: word.to } };
  }
  reader.at += 1;
  const inside = readString(reader)?.text ?? readBracketed(reader);
  expectSign(reader, "]", "This bracket is not closed.");
  if (inside === "") fail({ from: word.from, to: reader.at }, "Put a name between the brackets of tags[…].");
  return { type: "name", name: inside, isTag: true, span: { from: word.from, to: reader.at } };
}

function readBracketed(reader: Reader): string {
  const from = reader.at;
  while (!"]|".includes(reader.text.charAt(reader.at)) && reader.text.charAt(reader.at).trim() !== "")
    reader.at += 1;
  return reader.text.slice(from, reader.at);
}

/** A column as it is chosen: by its name, or by what calculates it. @throws StageFault when none stands there */
export function readColumn(reader: Reader): Name | Call {
  const word = peekWord(reader);
  const isCall = word !== null && !word.isQuoted && reader.text.charAt(word.to) === "(";
  return isCall ? readCall(reader, word) : readName(reader);
}

/** `name(…)`: a function, or a column that is called as an aggregate is printed. */
function readCall(reader: Reader, word: Word): Call {
  const call = readCallOf(reader, word);
  const known = scalarFunctions.find(({ name }) => name === call.name);
  if (known === undefined && isAggregate(call.name)) return call;
  if (known === undefined) {
    const names = scalarFunctions.map(({ name }) => name);
    const expected = suggestNames(word.text, names);
    return fail(word, `There is no function ${word.text}.${ask(expected, names)}`, expected);
  }
  if (call.args.length < known.least || call.args.length > known.most) {
    fail(call.span ?? word, `${known.name} takes ${countOf(known.least, known.most)}.`);
  }
  return call;
}

/** A call with its arguments, whatever its name. The reader stands at the word. */
export function readCallOf(reader: Reader, word: Word): Call {
  reader.at = word.to;
  expectSign(reader, "(", `Put parentheses after ${word.text}.`);
  const args: Expression[] = [];
  if (!eat(reader, ")")) {
    do args.push(readExpression(reader));
    while (eat(reader, ","));
    expectSign(reader, ")", "This parenthesis is not closed.");
  }
  return { type: "call", name: nameFunction(word.text), args, span: { from: word.from, to: reader.at } };
}

/** The end of a message that offers what is near to what was typed; where nothing is, all there is. */
export function ask(expected: readonly string[], all: readonly string[]): string {
  return expected.length === 0 ? ` There are ${all.join(", ")}.` : ` Did you mean ${expected.join(" or ")}?`;
}

/** `1 value`, `1 or 2 values`: for messages. */
export function countOf(least: number, most: number): string {
  if (least === most) return least === 1 ? "one value" : `${least} values`;
  return `${least} to ${most} values`;
}

/** `5m`; a bare number is milliseconds. @throws StageFault when no duration stands there */
export function readLength(reader: Reader): Length {
  const piece = readAmountText(reader);
  const found = piece === null ? null : readDuration(piece.text);
  if (found === null || found.amount <= 0)
    return fail(piece ?? here(reader), "Here should be a duration such as 5m or 1h.");
  return { amount: found.amount, unit: found.unit };
}
