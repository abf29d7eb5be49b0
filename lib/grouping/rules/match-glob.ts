/** A pattern, ready to be held against many texts. Made by `compileGlob`. */
export interface Glob {
  options: GlobOptions;
  /** One of them has to match. */
  alternatives: Alternative[];
}

export interface Alternative {
  /** What most patterns are: one comparison decides. */
  shape: "exact" | "prefix" | "suffix" | "contains" | "segment" | "last-segment" | "anything" | "tokens";
  /** Of all shapes but the last two. Case is already folded. */
  literal: string;
  /** The literal behind a slash. */
  slashed: string;
  tokens: Token[];
}

export interface GlobOptions {
  /**
   * Paths: `*` and `?` stop at a slash, backslashes are slashes, a relative path is also tried as if it began with one. Case
   * never counts.
   */
  isPath: boolean;
  ignoreCase: boolean;
}

export type Token =
  | { kind: "character"; code: number }
  | { kind: "any" }
  | { kind: "star" }
  | { kind: "globstar" }
  // Two stars and a slash at the start of a segment: nothing, or any number of whole segments.
  | { kind: "segments" }
  | { kind: "class"; isNegated: boolean; ranges: [from: number, to: number][] };

/** A pattern that nothing can match. `at` counts characters from its start. */
export class GlobError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
    this.name = "GlobError";
  }
}

export const MAX_PATTERN = 1_024;
const MAX_ALTERNATIVES = 32;
const SLASH = 47;

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

/**
 * Whether the whole text matches. The work is at most the length of the text times that of the pattern, whatever they
 * hold.
 */
export function matchGlob(glob: Glob, text: string): boolean {
  return matchFolded(glob, foldText(text, glob.options));
}

/** The same for a text that `foldText` gave. */
export function matchFolded({ alternatives, options }: Glob, folded: string): boolean {
  for (const alternative of alternatives) if (matchAlternative(alternative, folded, options)) return true;
  return false;
}

/** Whether one of the alternatives matches a text that `foldText` gave. */
export function matchAlternative(
  { shape, literal, slashed, tokens }: Alternative,
  folded: string,
  options: GlobOptions,
): boolean {
  switch (shape) {
    case "anything":
      return true;
    case "exact":
      return folded === literal || (isRelative(folded, options) && `/${folded}` === literal);
    case "prefix":
      if (folded.startsWith(literal)) return true;
      return isRelative(folded, options) && literal.startsWith("/") && folded.startsWith(literal.slice(1));
    case "suffix":
      return folded.endsWith(literal);
    case "contains":
      return folded.includes(literal);
    case "segment":
      return folded.startsWith(literal) || folded.includes(slashed);
    case "last-segment":
      return folded.endsWith(literal) && isSegmentStart(folded, folded.length - literal.length);
    default:
      if (runTokens(tokens, folded, options, false)) return true;
      return isRelative(folded, options) && runTokens(tokens, folded, options, true);
  }
}

// One text is held against many patterns, one after the other.
let lastPath = "";
let lastFoldedPath = "";
let lastText = "";
let lastFoldedText = "";

/** The text as patterns are compared with it. */
export function foldText(text: string, { isPath, ignoreCase }: GlobOptions): string {
  if (isPath) {
    if (text !== lastPath) {
      lastPath = text;
      lastFoldedPath = (text.includes("\\") ? text.replaceAll("\\", "/") : text).toLowerCase();
    }
    return lastFoldedPath;
  }
  if (!ignoreCase) return text;
  if (text !== lastText) [lastText, lastFoldedText] = [text, text.toLowerCase()];
  return lastFoldedText;
}

function isSegmentStart(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === SLASH;
}

function isRelative(text: string, { isPath }: GlobOptions): boolean {
  return isPath && text.charCodeAt(0) !== SLASH;
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

// The places in the pattern that are open while a text is read, and when each was last opened. Nothing here waits, so one
// pair of lists is enough for the whole process.
let open = new Uint16Array(MAX_PATTERN + 2);
let upcoming = new Uint16Array(MAX_PATTERN + 2);
const openedAt = new Float64Array(MAX_PATTERN + 2);
let openCount = 0;
let upcomingCount = 0;
let clock = 0;
let steps = 0;

/** How often a place was looked at since the program began: what tests hold the promise of linear work against. */
export function countSteps(): number {
  return steps;
}

/** Walks the text once with all places of the pattern that it may have come to (Thompson's way), so nothing is tried twice. */
function runTokens(tokens: Token[], text: string, options: GlobOptions, hasSlash: boolean): boolean {
  openCount = 0;
  upcomingCount = 0;
  clock++;
  enter(tokens, 0);
  swap();
  if (hasSlash) advance(tokens, SLASH, options);
  for (let at = 0; at < text.length; at++) {
    if (openCount === 0) return false;
    let code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) {
      code = text.codePointAt(at) ?? code;
      if (code > 0xffff) at++;
    }
    advance(tokens, code, options);
  }
  for (let index = 0; index < openCount; index++) if (open[index] === tokens.length) return true;
  return false;
}

function advance(tokens: Token[], code: number, { isPath }: GlobOptions): void {
  clock++;
  for (let index = 0; index < openCount; index++) {
    const place = open[index] as number;
    const token = tokens[place];
    steps++;
    if (token === undefined) continue;
    switch (token.kind) {
      case "character":
        if (token.code === code) enter(tokens, place + 1);
        break;
      case "any":
        if (!isPath || code !== SLASH) enter(tokens, place + 1);
        break;
      case "star":
        if (code !== SLASH) enter(tokens, place);
        break;
      case "globstar":
        enter(tokens, place);
        break;
      case "segments":
        stay(place);
        if (code === SLASH) enter(tokens, place + 1);
        break;
      default:
        if (isInClass(token, code)) enter(tokens, place + 1);
    }
  }
  swap();
}

/** Opens a place, and those behind stars, which may stand for nothing. */
function enter(tokens: Token[], from: number): void {
  for (let place = from; ; place++) {
    stay(place);
    const kind = tokens[place]?.kind;
    if (kind !== "star" && kind !== "globstar" && kind !== "segments") return;
  }
}

function stay(place: number): void {
  if (openedAt[place] === clock) return;
  openedAt[place] = clock;
  upcoming[upcomingCount++] = place;
}

function swap(): void {
  [open, upcoming] = [upcoming, open];
  openCount = upcomingCount;
  upcomingCount = 0;
}

function isInClass({ isNegated, ranges }: Extract<Token, { kind: "class" }>, code: number): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to) !== isNegated;
}
