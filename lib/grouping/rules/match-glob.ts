import { type Alternative, type Glob, type GlobOptions, MAX_PATTERN, SLASH, type Token } from "./glob";

/**
 * Whether the whole text matches. The work is at most the length of the text times that of the pattern, whatever they
 * hold.
 */
export function matchGlob({ alternatives, options }: Glob, text: string): boolean {
  const folded = foldText(text, options);
  for (const alternative of alternatives) if (matchAlternative(alternative, folded, options)) return true;
  return false;
}

function matchAlternative(
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
