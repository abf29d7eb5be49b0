import { LineReader } from "@/lib/grouping/rules/line-reader";
import { compileGlob } from "@/lib/grouping/rules/compile-glob";
import { type Glob, GlobError } from "@/lib/grouping/rules/glob";
import { parseLines } from "@/lib/grouping/rules/parse-lines";
import { LineError } from "@/lib/grouping/rules/rule-error";
import { adviseName } from "@/lib/grouping/rules/suggest-name";
import { readOwner, type WrittenOwner } from "./owner";
import type { OwnershipRule, Parsed, Subject } from "./rule";

const MAX_OWNERS = 20;
const SUBJECTS = ["path", "module", "url", "tags.NAME"];

/**
 * Reads ownership rules, `subject:pattern owner …`, one on each line, as Sentry writes them
 * (https://docs.sentry.io/product/issues/ownership-rules/). `#` begins a comment at the start of a line only, since it is the
 * first letter of a team as well. Lines that are wrong are left out and reported; the others hold.
 */
export function parseRules(text: string): Parsed<OwnershipRule> {
  return { ...parseLines(text, readRule, (rule, place) => ({ ...rule, ...place })), warnings: [] };
}

function readRule(reader: LineReader): OwnershipRule {
  const subject = readSubject(reader);
  const globs = readPattern(reader, subject);
  return { line: 0, text: "", subject, globs, owners: readOwners(reader) };
}

function readSubject(reader: LineReader): Subject {
  reader.skipSpace();
  const at = reader.at;
  const quick = new LineReader(reader.text);
  quick.at = at;
  const word = reader.readName();
  if (word === "" || !reader.take(":")) {
    throw new LineError(
      at,
      `\`${quick.peekWord()}\` says not what to look at; begin with \`path:\`, \`module:\`, \`url:\` or \`tags.NAME:\``,
    );
  }
  const name = word.toLowerCase();
  if (name === "path" || name === "module" || name === "url") return name;
  if (name.startsWith("tags.") && name.length > 5) return { tag: word.slice(5) };
  if (name === "tags" || name === "tags.")
    throw new LineError(at, "the name of the tag is missing; write `tags.NAME:pattern`");
  throw new LineError(at, `nothing is called \`${word.slice(0, 30)}\`; ${adviseName(word, SUBJECTS)}`);
}

function readPattern(reader: LineReader, subject: Subject): Glob[] {
  const at = reader.at;
  const isQuoted = reader.starts('"');
  const pattern = isQuoted ? reader.readQuoted() : reader.readWord(false);
  if (pattern === "") throw new LineError(at, "the pattern is missing after the colon");
  try {
    return subject === "path" ? compilePath(pattern) : [compileGlob(pattern, ANY_CASE)];
  } catch (error) {
    if (error instanceof GlobError) throw new LineError(at + (isQuoted ? 1 : 0) + error.at, error.message);
    throw error;
  }
}

const ANY_CASE = { isPath: false, ignoreCase: true };

/**
 * `*` goes over slashes, as in Sentry's ownership rules. A relative pattern may also begin at any folder of a path: where the
 * project's root lies on the machine that sent the event is not known here.
 */
function compilePath(pattern: string): Glob[] {
  const text = withSlashes(pattern);
  const whole = compileGlob(text, ANY_CASE);
  const isOpen = text.startsWith("/") || text.startsWith("*") || /^[a-z]:/i.test(text);
  return isOpen ? [whole] : [whole, compileGlob(`*/${text}`, ANY_CASE)];
}

/** Backslashes are slashes, but before a bracket or brace that is meant as it stands. */
function withSlashes(pattern: string): string {
  let text = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const isEscape = character === "\\" && at + 1 < pattern.length && "[]{}".includes(pattern.charAt(at + 1));
    text += character === "\\" && !isEscape ? "/" : character;
  }
  return text;
}

function readOwners(reader: LineReader): WrittenOwner[] {
  const owners: WrittenOwner[] = [];
  for (reader.skipSpace(); reader.at < reader.text.length; reader.skipSpace()) {
    const at = reader.at;
    const word = reader.readWord(false);
    const owner = readOwner(word);
    if (!owner) throw new LineError(at, unreadable(word));
    if (owners.length >= MAX_OWNERS) throw new LineError(at, `a rule has at most ${MAX_OWNERS} owners`);
    owners.push({ ...owner, column: at + 1 });
  }
  if (owners.length === 0)
    throw new LineError(reader.at, "the owners are missing; write `#team` or an e-mail address");
  return owners;
}

function unreadable(word: string): string {
  if (word === "#") return "a comment needs a line of its own; `#` before a name is a team";
  const shown = word.slice(0, 30);
  return word.startsWith("@")
    ? `\`${shown}\` is written so in CODEOWNERS only; here it is \`#team\` or an e-mail address`
    : `\`${shown}\` is no owner; write \`#team\` or an e-mail address`;
}
