import type { SearchNode, Span } from "./ast";
import type { SearchLanguage } from "./language";
import { maximumLength, maximumNesting } from "./limits";
import { normalise } from "./normalise";
import type { QueryError } from "./query-error";
import { toFilterNode, toTextNode } from "./to-node";
import type { QueryToken } from "./token";
import { tokenise } from "./tokenise";

export interface ParsedQuery {
  /** Canonical. With errors it holds what could be read, so do not search by it. */
  ast: SearchNode;
  /** In the order of the text; empty for a good query. */
  errors: QueryError[];
  tokens: QueryToken[];
  /** The text after the first `|` outside quotes, and where that stands. */
  rest: { from: number; text: string } | null;
}

/**
 * Reads a query. Never throws; linear in the text, of which the first 4,096 characters are read.
 * AND binds before OR, and what stands side by side is joined by AND.
 */
export function parse(text: string, language: SearchLanguage): ParsedQuery {
  const { tokens, errors, rest } = tokenise(text.slice(0, maximumLength), language);
  if (text.length > maximumLength) {
    const message = `A query has at most ${maximumLength.toLocaleString("en")} characters.`;
    errors.push({ from: maximumLength, to: text.length, message });
  }
  const reader: Reader = { tokens, at: 0, depth: 0, language, errors };
  const ast = normalise(readOr(reader));
  return { ast, errors: sortErrors(errors), tokens, rest };
}

interface Reader {
  tokens: readonly QueryToken[];
  at: number;
  depth: number;
  language: SearchLanguage;
  errors: QueryError[];
}

function sortErrors(errors: readonly QueryError[]): QueryError[] {
  const distinct = new Map(errors.map((error) => [`${error.from} ${error.to} ${error.message}`, error]));
  return [...distinct.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Alternatives, each a row of terms, up to the `)` of this depth or the end. */
function readOr(reader: Reader): SearchNode {
  const alternatives: SearchNode[] = [];
  for (;;) {
    const terms = readAnd(reader);
    if (terms.length > 0) alternatives.push({ type: "and", children: terms });
    const token = reader.tokens[reader.at];
    if (token?.type !== "or") break;
    checkSides(reader, token);
    reader.at += 1;
  }
  return alternatives.length === 0 ? { type: "all" } : { type: "or", children: alternatives };
}

function readAnd(reader: Reader): SearchNode[] {
  const terms: SearchNode[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token.type === "or") return terms;
    if (token.type === "close") {
      if (reader.depth > 0) return terms;
      tell(reader, token, "There is no ( for this ).");
      reader.at += 1;
    } else if (token.type === "and") {
      checkSides(reader, token);
      reader.at += 1;
    } else {
      const term = readTerm(reader);
      if (term !== null) terms.push(term);
    }
  }
}

function readTerm(reader: Reader): SearchNode | null {
  let isNegated = false;
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token?.type !== "not") break;
    if (!startsTerm(reader.tokens[reader.at + 1])) tell(reader, token, "Nothing follows to be excluded.");
    isNegated = !isNegated;
    reader.at += 1;
  }
  const node = readPlainTerm(reader);
  return node !== null && isNegated ? { type: "not", child: node } : node;
}

function readPlainTerm(reader: Reader): SearchNode | null {
  const token = reader.tokens[reader.at];
  if (token === undefined) return null;
  if (token.type === "open") return readGroup(reader, token);
  if (token.type !== "filter" && token.type !== "text") return null;
  reader.at += 1;
  if (token.type === "text") return toTextNode(token);
  // A range that is negated is written with parentheses of its own.
  if (token.value.shape === "range" && reader.depth >= maximumNesting) {
    tellTooDeep(reader, token);
    return null;
  }
  return toFilterNode(token, reader.language, reader.errors);
}

function readGroup(reader: Reader, open: QueryToken): SearchNode | null {
  if (reader.depth >= maximumNesting) {
    tellTooDeep(reader, open);
    skipGroup(reader);
    return null;
  }
  reader.at += 1;
  if (reader.tokens[reader.at]?.type === "close") {
    const to = reader.tokens[reader.at]?.to ?? open.to;
    tell(reader, { from: open.from, to }, "Nothing stands between these parentheses.");
    reader.at += 1;
    return null;
  }
  reader.depth += 1;
  const node = readOr(reader);
  reader.depth -= 1;
  if (reader.tokens[reader.at]?.type === "close") reader.at += 1;
  else tell(reader, { from: open.to - 1, to: open.to }, "This parenthesis is not closed.", [")"]);
  return node;
}

/** Past the parenthesis at the reader's place and all that it holds. */
function skipGroup(reader: Reader): void {
  let depth = 0;
  for (; reader.at < reader.tokens.length; reader.at += 1) {
    const type = reader.tokens[reader.at]?.type;
    if (type === "open") depth += 1;
    if (type === "close") depth -= 1;
    if (depth === 0) break;
  }
  reader.at += 1;
}

function startsTerm(token: QueryToken | undefined): boolean {
  return token !== undefined && token.type !== "close" && token.type !== "and" && token.type !== "or";
}

/** AND and OR stand between two terms. */
function checkSides(reader: Reader, token: QueryToken): void {
  const before = reader.tokens[reader.at - 1]?.type;
  const hasBefore = before === "filter" || before === "text" || before === "close";
  const word = token.type.toUpperCase();
  if (!hasBefore)
    tell(reader, token, `Nothing stands before ${word}. Put quotes around it to search for the word.`);
  else if (!startsTerm(reader.tokens[reader.at + 1])) tell(reader, token, `Nothing follows after ${word}.`);
}

function tellTooDeep(reader: Reader, place: Span): void {
  tell(reader, place, `Parentheses can be at most ${maximumNesting} deep.`);
}

function tell(reader: Reader, { from, to }: Span, message: string, expected?: string[]): void {
  reader.errors.push({ from, to, message, ...(expected === undefined ? {} : { expected }) });
}
