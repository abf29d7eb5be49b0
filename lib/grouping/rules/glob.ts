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

/** Characters of a pattern. */
export const MAX_PATTERN = 1_024;

/** The code of "/", where segments of a path end. */
export const SLASH = 47;
