import type { LineReader } from "./line-reader";
import { readBoolean } from "./matcher-names";
import { type ParsedRules, parseLines } from "./parse-lines";
import { atMatcher, MAX_MATCHERS, readMatcher } from "./parse-matchers";
import type { Matcher, StackTraceAction, StackTraceRule } from "./rule";
import { LineError } from "./rule-error";
import { adviseName } from "./suggest-name";

const MAX_ACTIONS = 16;
const MOST_FRAMES = 1_000;
const LONGEST_CATEGORY = 64;
const VARIABLES = ["max-frames", "category", "invert-stacktrace"] as const;
const ALLOWED =
  "`+app`, `-app`, `+group`, `-group`, `max-frames=N`, `category=NAME` or `invert-stacktrace=yes`";
/** Sentry's words for a way to group that it has given up. */
const GIVEN_UP = new Set(["min-frames", "sentinel", "prefix"]);

/**
 * Reads stack-trace rules in Sentry's syntax: `[ caller ] | matcher:pattern … | [ callee ] action …`, one on each line.
 * Lines that are wrong are left out and reported; the others hold. Names come out in their canonical form.
 */
export function parseStackTraceRules(text: string): ParsedRules<StackTraceRule> {
  return parseLines(text, readRule, (rule, place) => ({ ...rule, ...place }));
}

function readRule(reader: LineReader): StackTraceRule {
  const caller = readCaller(reader);
  const matchers = readMatchers(reader, caller?.length ?? 0);
  const callee = readCallee(reader, (caller?.length ?? 0) + matchers.length);
  const actions = readActions(reader);
  return { line: 0, text: "", matchers, ...(caller && { caller }), ...(callee && { callee }), actions };
}

function readCaller(reader: LineReader): Matcher[] | undefined {
  if (!reader.starts("[")) return undefined;
  const matchers = readBracket(reader, 0);
  reader.skipSpace();
  if (!reader.take("|")) throw new LineError(reader.at, "`|` is missing after the caller: `[ … ] | matcher`");
  return matchers;
}

function readCallee(reader: LineReader, before: number): Matcher[] | undefined {
  reader.skipSpace();
  if (!reader.take("|")) return undefined;
  reader.skipSpace();
  if (!reader.starts("["))
    throw new LineError(reader.at, "the callee stands in brackets: `matcher | [ matcher ]`");
  return readBracket(reader, before);
}

function readBracket(reader: LineReader, before: number): Matcher[] {
  const start = reader.at;
  reader.take("[");
  const matchers: Matcher[] = [];
  for (;;) {
    reader.skipSpace();
    if (reader.take("]")) break;
    if (reader.at >= reader.text.length) throw new LineError(start, "`[` is not closed by `]`");
    matchers.push(readOne(reader, before + matchers.length, true));
  }
  if (matchers.length === 0) throw new LineError(start, "a matcher is missing between the brackets");
  return matchers;
}

const MISSING = "a matcher is missing, for example `stack.module:com.example.**` or `family:javascript`";

function readMatchers(reader: LineReader, before: number): Matcher[] {
  const matchers: Matcher[] = [];
  while (!reader.isDone() && atMatcher(reader))
    matchers.push(readOne(reader, before + matchers.length, false));
  if (matchers.length === 0) throw new LineError(reader.at, MISSING);
  return matchers;
}

function readOne(reader: LineReader, count: number, isBracketed: boolean): Matcher {
  if (count >= MAX_MATCHERS)
    throw new LineError(reader.at, `at most ${MAX_MATCHERS} matchers are allowed in a rule`);
  if (!atMatcher(reader))
    throw new LineError(reader.at, `\`${reader.peekWord()}\` is no matcher; write \`name:pattern\``);
  return readMatcher(reader, "stack-trace", isBracketed);
}

function readActions(reader: LineReader): StackTraceAction[] {
  const actions: StackTraceAction[] = [];
  while (!reader.isDone()) {
    if (actions.length >= MAX_ACTIONS)
      throw new LineError(reader.at, `at most ${MAX_ACTIONS} actions are allowed in a rule`);
    actions.push(readAction(reader, actions.length > 0));
  }
  if (actions.length === 0) throw new LineError(reader.at, `an action is missing; allowed are ${ALLOWED}`);
  return actions;
}

function readAction(reader: LineReader, hasActions: boolean): StackTraceAction {
  if (hasActions && atMatcher(reader))
    throw new LineError(reader.at, "matchers stand before the first action");
  return readFlag(reader) ?? readVariable(reader);
}

/** `^-group`, `v+app`, `-app`; undefined when something else stands here. */
function readFlag(reader: LineReader): StackTraceAction | undefined {
  const start = reader.at;
  const isUp = reader.take("^");
  const isDown = !isUp && reader.take("v");
  const value = reader.take("+") ? true : reader.take("-") ? false : undefined;
  if (value === undefined) {
    if (isUp) throw new LineError(start, `\`+\` or \`-\` is missing after \`^\`; allowed are ${ALLOWED}`);
    reader.at = start;
    return undefined;
  }
  const at = reader.at;
  const flag = reader.readName();
  if (GIVEN_UP.has(flag)) throw new LineError(at, `\`${flag}\` is not supported; allowed are ${ALLOWED}`);
  if (flag !== "app" && flag !== "group")
    throw new LineError(at, `unknown flag \`${flag}\`; allowed are \`app\` and \`group\``);
  return { flag, value, ...((isUp || isDown) && { range: isUp ? "up" : "down" }) };
}

function readVariable(reader: LineReader): StackTraceAction {
  const start = reader.at;
  const word = reader.peekWord();
  const name = reader.readName();
  if (GIVEN_UP.has(name)) throw new LineError(start, `\`${name}\` is not supported; allowed are ${ALLOWED}`);
  reader.skipSpace();
  if (name === "" || !reader.take("="))
    throw new LineError(start, `\`${word}\` is no action; allowed are ${ALLOWED}`);
  reader.skipSpace();
  const at = reader.at;
  const value = reader.starts('"') ? reader.readQuoted() : reader.readWord(false);
  switch (name) {
    case "max-frames":
      return { variable: name, value: readNumber(value, at) };
    case "invert-stacktrace":
      return { variable: name, value: readSwitch(value, at) };
    case "category":
      if (!/^[\w.:-]+$/.test(value) || value.length > LONGEST_CATEGORY)
        throw new LineError(
          at,
          `a category has 1 to ${LONGEST_CATEGORY} letters, digits, \`_\`, \`.\`, \`:\` or \`-\``,
        );
      return { variable: name, value };
    default:
      throw new LineError(start, `unknown variable \`${name}\`; ${adviseName(name, VARIABLES)}`);
  }
}

function readNumber(text: string, at: number): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MOST_FRAMES) return Number(text);
  throw new LineError(at, `\`max-frames\` is a whole number from 0 (all frames) to ${MOST_FRAMES}`);
}

function readSwitch(text: string, at: number): boolean {
  const value = readBoolean(text);
  if (value === undefined) throw new LineError(at, "`invert-stacktrace` is `yes` or `no`");
  return value;
}
