import { isInFamily } from "./family";
import { compileGlob, headOf } from "./compile-glob";
import type { Alternative, Glob, GlobOptions } from "./glob";
import { kindOf } from "./matcher-names";
import type { Matcher, StackTraceAction, StackTraceRule } from "./rule";

/** A matcher with its pattern read. */
export interface Test {
  key: string;
  isNegated: boolean;
  /** Undefined for `app` and `family`. */
  glob?: Glob;
  /** Of `app`: the flag that is asked for. */
  flag?: boolean;
  /** Of `family`. */
  families?: ReadonlySet<string>;
}

/** A rule as it holds for frames of one family. */
export interface CompiledRule {
  /** Place among all rules: those behind win. */
  order: number;
  text: string;
  /** What a frame decides by itself. */
  own: Test[];
  /** What depends on rules before, on the error, or on other frames. */
  later: Test[];
  caller?: Test[];
  callee?: Test[];
  modifies: StackTraceAction[];
  counts: StackTraceAction[];
  /** Ours: what an SDK decided deliberately stands against it. */
  isBase: boolean;
  /** It asks for nothing but its frame, and changes nothing but that. */
  isAlone: boolean;
}

/** A rule, to be looked at when a frame holds the text that its pattern begins with. */
export interface Entry {
  rule: CompiledRule;
  /** The test that the text belongs to, and of its alternatives the one. Undefined where no text is asked for. */
  anchor?: { test: Test; glob: Glob; head: string };
}

/** Rules by the first two characters of what a field must begin with, or of what one of its segments must. */
export interface FieldIndex {
  starts: Map<number, Entry[]>;
  segments: Map<number, Entry[]>;
}

/** Rules, found by what frames hold: with hundreds of them, few are looked at for a frame. */
export interface RuleTable {
  path: FieldIndex;
  module: FieldIndex;
  function: FieldIndex;
  package: FieldIndex;
  /** Rules whose patterns begin with a star. */
  always: Entry[];
}

/** Rules of one family. */
export interface RuleIndex {
  /** They ask for no function: they hold for all frames of a file, or for none. */
  ofPlaces: RuleTable;
  ofFunctions: RuleTable;
}

type Field = "path" | "module" | "function" | "package";

const FIELDS: Record<string, Field> = {
  "stack.abs_path": "path",
  "stack.module": "module",
  "stack.function": "function",
  "stack.package": "package",
};

/** Compiles rules for the frames of one family; rules for others are left out. Patterns that no longer compile, too. */
export function compileStackRules(
  family: string,
  base: readonly StackTraceRule[],
  own: readonly StackTraceRule[],
): RuleIndex {
  const index: RuleIndex = { ofPlaces: emptyTable(), ofFunctions: emptyTable() };
  for (const [order, rule] of [...base, ...own].entries()) {
    const compiled = compileRule(rule, family, order, order < base.length);
    if (!compiled) continue;
    const asksForFunction = compiled.own.some(({ key }) => key === "stack.function");
    place(compiled, asksForFunction ? index.ofFunctions : index.ofPlaces);
  }
  return index;
}

function emptyTable(): RuleTable {
  return {
    path: emptyIndex(),
    module: emptyIndex(),
    function: emptyIndex(),
    package: emptyIndex(),
    always: [],
  };
}

function emptyIndex(): FieldIndex {
  return { starts: new Map(), segments: new Map() };
}

function compileRule(
  rule: StackTraceRule,
  family: string,
  order: number,
  isBase: boolean,
): CompiledRule | undefined {
  const tests = rule.matchers.map(compileTest);
  const own: Test[] = [];
  const later: Test[] = [];
  for (const test of tests) {
    if (test.families) {
      if (isInFamily(family, test.families) === test.isNegated) return undefined;
    } else if (FIELDS[test.key]) own.push(test);
    else later.push(test);
  }
  return {
    order,
    text: rule.text,
    own,
    later,
    ...(rule.caller && { caller: rule.caller.map(compileTest) }),
    ...(rule.callee && { callee: rule.callee.map(compileTest) }),
    modifies: rule.actions.filter(isModifier),
    counts: rule.actions.filter((action) => !isModifier(action)),
    isBase,
    isAlone: later.length === 0 && !rule.caller && !rule.callee && rule.actions.every(isOfOneFrame),
  };
}

/** In-app and categories are decided before anything asks for them. */
function isModifier(action: StackTraceAction): boolean {
  return "flag" in action ? action.flag === "app" : action.variable === "category";
}

function isOfOneFrame(action: StackTraceAction): boolean {
  return "flag" in action && action.range === undefined;
}

/** Reads the pattern of a matcher. Throws `GlobError` for what the parser would not have let through. */
export function compileTest({ key, pattern, isNegated }: Matcher): Test {
  const kind = kindOf(key).pattern;
  if (kind === "family") return { key, isNegated, families: new Set(pattern.split(",")) };
  if (kind === "app") return { key, isNegated, flag: pattern === "yes" };
  // A list of SDKs, with commas between them.
  if (kind === "list") return { key, isNegated, glob: joinGlobs(pattern.split(",")) };
  return { key, isNegated, glob: compileGlob(pattern, kind) };
}

const LIST: GlobOptions = { isPath: false, ignoreCase: true };

function joinGlobs(patterns: string[]): Glob {
  const alternatives = patterns.flatMap((pattern) => {
    const name = pattern.trim();
    return compileGlob(name === "all" ? "*" : name, LIST).alternatives;
  });
  return { options: LIST, alternatives };
}

/** Puts a rule where its most telling pattern can be found. */
function place(rule: CompiledRule, table: RuleTable): void {
  let best: { test: Test; heads: Head[] } | undefined;
  for (const test of rule.own) {
    if (test.isNegated || !test.glob) continue;
    const heads = headsOf(test.glob);
    if (heads && (!best || shortest(heads) > shortest(best.heads))) best = { test, heads };
  }
  if (!best) {
    table.always.push({ rule });
    return;
  }
  const { test, heads } = best;
  const field = table[FIELDS[test.key] as Field];
  for (const { alternative, isSegment, text } of heads) {
    const entries = isSegment ? field.segments : field.starts;
    const key = pairKey(text.charCodeAt(0), text.charCodeAt(1));
    const glob = { options: (test.glob as Glob).options, alternatives: [alternative] };
    const entry = { rule, anchor: { test, glob, head: text } };
    entries.set(key, [...(entries.get(key) ?? []), entry]);
  }
}

interface Head {
  alternative: Alternative;
  isSegment: boolean;
  text: string;
}

/** What each alternative begins with, if all begin with two characters that say something. */
function headsOf({ alternatives, options }: Glob): Head[] | undefined {
  const heads: Head[] = [];
  for (const alternative of alternatives) {
    const head = headOf(alternative);
    if (!head) return undefined;
    let { isSegment, text } = head;
    // A name has no segments to be found by; a path that begins with a slash matches as if it had, also where it has not.
    if (isSegment && !options.isPath) return undefined;
    if (options.isPath && !isSegment && text.startsWith("/")) [isSegment, text] = [true, text.slice(1)];
    if (isSegment && text.startsWith("/")) return undefined;
    if (text.length < 2 || text.charCodeAt(0) > 127 || text.charCodeAt(1) > 127) return undefined;
    heads.push({ alternative, isSegment, text });
  }
  return heads;
}

function shortest(heads: readonly Head[]): number {
  return Math.min(...heads.map(({ text }) => text.length));
}

/** Two characters as one number. */
export function pairKey(first: number, second: number): number {
  return first * 65_536 + second;
}
