import {
  type Alternative,
  type Glob,
  GlobError,
  type GlobOptions,
  MAX_PATTERN,
  SLASH,
  type Token,
} from "./glob";

const MAX_ALTERNATIVES = 32;

/**
 * Reads a glob as Sentry's rules have it (the dialect of Rust's `globset`): `*` any text, `**` any text over slashes too,
 * `?` one character, `[a-z]` and `[!a-z]` one of a set, `{a,b}` one of several, `\` before what is meant as it stands. In paths
 * a backslash is a slash, but before a bracket or brace.
 * Throws `GlobError` when a bracket is not closed, or when it is too long or has too many alternatives.
 */
export function compileGlob(pattern: string, options: GlobOptions): Glob {
  if (pattern.length > MAX_PATTERN)
    throw new GlobError(`a pattern has at most ${MAX_PATTERN} characters`, MAX_PATTERN);
  const text = options.ignoreCase || options.isPath ? pattern.toLowerCase() : pattern;
  const alternatives = readAlternatives({ text, at: 0, isPath: options.isPath }, 0);
  return { options, alternatives: alternatives.map((tokens) => describeTokens(tokens, options)) };
}

interface Reader {
  text: string;
  at: number;
  isPath: boolean;
}

/** Reads up to the end, or up to the `,` or `}` of the braces that surround it. Each alternative is a list of tokens. */
function readAlternatives(reader: Reader, depth: number): Token[][] {
  let found: Token[][] = [[]];
  const append = (token: Token) => {
    for (const tokens of found) tokens.push(token);
  };
  while (reader.at < reader.text.length) {
    const start = reader.at;
    const code = reader.text.codePointAt(start) ?? 0;
    const character = String.fromCodePoint(code);
    if (depth > 0 && (character === "," || character === "}")) return found;
    reader.at += character.length;
    if (character === "*") readStar(reader, append);
    else if (character === "?") append({ kind: "any" });
    else if (character === "[") append(readClass(reader, start));
    else if (character === "{") found = combine(found, readBraces(reader, start, depth), start);
    else if (character === "}")
      throw new GlobError("`}` without `{`; write `\\}` for the brace itself", start);
    else if (character === "\\") append(readEscape(reader));
    else append({ kind: "character", code });
  }
  return found;
}

function readStar(reader: Reader, append: (token: Token) => void): void {
  let stars = 1;
  const begin = reader.at - 1;
  while (reader.text[reader.at] === "*") {
    stars++;
    reader.at++;
  }
  if (stars === 1) return append({ kind: reader.isPath ? "star" : "globstar" });
  const isSegment = begin === 0 || isSlash(reader, begin - 1);
  if (stars === 2 && isSegment && isSlash(reader, reader.at)) {
    reader.at++;
    return append({ kind: "segments" });
  }
  append({ kind: "globstar" });
}

function isSlash({ text, isPath }: Reader, at: number): boolean {
  return text[at] === "/" || (isPath && text[at] === "\\");
}

function readEscape(reader: Reader): Token {
  const next = reader.text.codePointAt(reader.at);
  const isEscape = next !== undefined && (!reader.isPath || "[]{}".includes(String.fromCodePoint(next)));
  if (!isEscape) return { kind: "character", code: reader.isPath ? SLASH : 92 };
  reader.at += next > 0xffff ? 2 : 1;
  return { kind: "character", code: next };
}

function readClass(reader: Reader, start: number): Token {
  const { text } = reader;
  const isNegated = text[reader.at] === "!" || text[reader.at] === "^";
  if (isNegated) reader.at++;
  const ranges: [number, number][] = [];
  for (let isFirst = true; ; isFirst = false) {
    const from = text.codePointAt(reader.at);
    if (from === undefined)
      throw new GlobError("`[` is not closed; write `\\[` for the bracket itself", start);
    reader.at += from > 0xffff ? 2 : 1;
    if (from === 93 && !isFirst) return { kind: "class", isNegated, ranges };
    const to = text[reader.at] === "-" ? text.codePointAt(reader.at + 1) : undefined;
    if (to === undefined || to === 93) {
      ranges.push([from, from]);
      continue;
    }
    reader.at += to > 0xffff ? 3 : 2;
    if (to < from) throw new GlobError("a range goes from the lower to the higher character", start);
    ranges.push([from, to]);
  }
}

function readBraces(reader: Reader, start: number, depth: number): Token[][] {
  if (depth >= 3) throw new GlobError("braces are nested too deeply", start);
  const found: Token[][] = [];
  for (;;) {
    found.push(...readAlternatives(reader, depth + 1));
    const end = reader.text[reader.at++];
    if (end === undefined) throw new GlobError("`{` is not closed; write `\\{` for the brace itself", start);
    if (found.length > MAX_ALTERNATIVES) throw tooMany(start);
    if (end === "}") return found;
  }
}

function combine(heads: Token[][], tails: Token[][], at: number): Token[][] {
  if (heads.length * tails.length > MAX_ALTERNATIVES) throw tooMany(at);
  return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
}

function tooMany(at: number): GlobError {
  return new GlobError(`a pattern has at most ${MAX_ALTERNATIVES} alternatives`, at);
}

/** Most patterns are one text with stars around it: they need no walk over tokens. */
function describeTokens(tokens: Token[], options: GlobOptions): Alternative {
  const first = tokens[0]?.kind;
  const isOpen = first === "globstar" || first === "segments";
  const last = tokens.length > 1 && tokens.at(-1)?.kind === "globstar";
  const literal = joinCharacters(tokens.slice(isOpen ? 1 : 0, last ? -1 : undefined));
  // The slash that a relative path is given could be the first of what is sought.
  const isWalked = literal === undefined || (options.isPath && isOpen && literal.startsWith("/"));
  if (isWalked) return { shape: "tokens", literal: "", slashed: "", tokens };
  return { shape: chooseShape(first, last, literal), literal, slashed: `/${literal}`, tokens };
}

function chooseShape(
  first: Token["kind"] | undefined,
  isOpenEnded: boolean,
  literal: string,
): Alternative["shape"] {
  if (first === "segments") return isOpenEnded ? "segment" : "last-segment";
  if (first === "globstar") return literal === "" ? "anything" : isOpenEnded ? "contains" : "suffix";
  return isOpenEnded ? "prefix" : "exact";
}

function joinCharacters(tokens: Token[]): string | undefined {
  let text = "";
  for (const token of tokens) {
    if (token.kind !== "character") return undefined;
    text += String.fromCodePoint(token.code);
  }
  return text;
}

/** A text that everything must hold which the alternative matches: at its very start, or at the start of a segment. */
export function headOf({
  shape,
  literal,
  tokens,
}: Alternative): { isSegment: boolean; text: string } | undefined {
  if (shape === "exact" || shape === "prefix") return { isSegment: false, text: literal };
  if (shape === "segment" || shape === "last-segment") return { isSegment: true, text: literal };
  if (shape !== "tokens") return undefined;
  const isSegment = tokens[0]?.kind === "segments";
  let text = "";
  for (const token of isSegment ? tokens.slice(1) : tokens) {
    if (token.kind !== "character") break;
    text += String.fromCodePoint(token.code);
  }
  return text === "" ? undefined : { isSegment, text };
}
