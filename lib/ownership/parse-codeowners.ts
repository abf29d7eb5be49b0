import { type Glob, GlobError } from "@/lib/grouping/rules/glob";
import { LineError, type RuleError } from "@/lib/grouping/rules/rule-error";
import { compileCodeownersPattern } from "./compile-codeowners-pattern";
import { type Owner, readOwner, type WrittenOwner } from "./owner";
import type { CodeownersRule, Parsed } from "./rule";
import { splitWords, type Word } from "./split-words";

export const MAX_CODEOWNERS = 300_000;
const MAX_RULES = 5_000;
const MAX_OWNERS = 50;

interface State {
  /** From `@org/team` or `@user`, in lower case, to whom it is here. */
  mappings: Map<string, Owner>;
  /** Owners of the section, for lines that name none. */
  defaults: Word[];
  warnings: RuleError[];
  line: number;
}

/**
 * Reads a CODEOWNERS file of GitHub or GitLab, the latter with its sections and their default owners. Who is meant by `@name`
 * say lines of our own above it: `@org/team = #payments`, `@ada = ada@example.com`. E-mail addresses need none. Names
 * without such a line are reported as warnings, lines that cannot be read as errors; both are left out.
 */
export function parseCodeowners(text: string): Parsed<CodeownersRule> {
  const rules: CodeownersRule[] = [];
  const errors: RuleError[] = [];
  const state: State = { mappings: new Map(), defaults: [], warnings: [], line: 0 };
  if (text.length > MAX_CODEOWNERS) {
    const message = `the text is ${text.length} characters long; at most ${MAX_CODEOWNERS} are allowed`;
    return { rules, errors: [{ line: 1, column: 1, message }], warnings: [] };
  }
  for (const [index, content] of text.split(/\r\n|\r|\n/).entries()) {
    state.line = index + 1;
    try {
      const rule = readLine(content, state);
      if (!rule) continue;
      if (rules.length >= MAX_RULES)
        throw new LineError(0, `at most ${MAX_RULES} lines with owners are allowed`);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      errors.push({ line: state.line, column: error.at + 1, message: error.message });
      if (rules.length >= MAX_RULES) break;
    }
  }
  return { rules, errors, warnings: state.warnings };
}

function readLine(content: string, state: State): CodeownersRule | undefined {
  const words = splitWords(content);
  const [first] = words;
  if (!first) return undefined;
  if (first.raw.startsWith("@") && words[1]?.raw === "=") {
    readMapping(words, state);
    return undefined;
  }
  const section = endOfSection(content);
  if (section > 0) {
    state.defaults = splitWords(content, section);
    return undefined;
  }
  return readRule(content, words, state);
}

function readMapping(words: Word[], { mappings }: State): void {
  const [name, , target, more] = words;
  const owner = target && readOwner(target.raw);
  if (!name || !owner)
    throw new LineError(
      (target ?? name)?.at ?? 0,
      "write whom the name stands for: `@org/team = #team` or `@user = ada@example.com`",
    );
  if (more) throw new LineError(more.at, "a name stands for one team or person");
  mappings.set(name.raw.toLowerCase(), owner);
}

/** Where `[Name]`, `^[Name]` or `[Name][2]` ends that begins a section of GitLab's; 0 when the line is none. */
function endOfSection(content: string): number {
  let at = content.length - content.trimStart().length;
  if (content[at] === "^") at++;
  if (content[at] !== "[") return 0;
  const close = content.indexOf("]", at);
  if (close < 0) return 0;
  const rest = content.slice(close + 1);
  // A file whose name begins with a bracket goes on behind it.
  if (rest !== "" && !/^[[\s]/.test(rest)) return 0;
  const count = /^\[\d{1,4}\]/.exec(rest);
  return close + 1 + (count?.[0].length ?? 0);
}

function readRule(content: string, [pattern, ...named]: Word[], state: State): CodeownersRule {
  const { raw = "", text = "", at = 0 } = pattern ?? {};
  const isExcluded = raw.startsWith("!");
  const globs = compile(isExcluded ? text.slice(1) : text, at);
  const words = named.length > 0 ? named : state.defaults;
  if (words.length > MAX_OWNERS) throw new LineError(at, `a line has at most ${MAX_OWNERS} owners`);
  const owners = isExcluded ? [] : words.flatMap((word) => readName(word, state));
  return { line: state.line, text: content.trim().slice(0, 500), globs, owners };
}

function compile(pattern: string, at: number): Glob[] {
  if (pattern === "") throw new LineError(at, "the pattern is missing");
  try {
    return compileCodeownersPattern(pattern);
  } catch (error) {
    if (error instanceof GlobError) throw new LineError(at, error.message);
    throw error;
  }
}

function readName({ raw, at }: Word, { mappings, warnings, line }: State): WrittenOwner[] {
  const owner = raw.startsWith("@") ? mappings.get(raw.toLowerCase()) : readOwner(raw);
  if (owner) return [{ ...owner, column: at + 1 }];
  const shown = raw.slice(0, 60);
  const message = raw.startsWith("@")
    ? `nobody here is \`${shown}\`; add a line \`${shown} = #team\` or \`${shown} = ada@example.com\` above`
    : `\`${shown}\` is no owner; write \`@name\`, \`#team\` or an e-mail address`;
  warnings.push({ line, column: at + 1, message });
  return [];
}
