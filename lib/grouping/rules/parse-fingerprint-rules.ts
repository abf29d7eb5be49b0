import type { LineReader } from "./line-reader";
import { type ParsedRules, parseLines } from "./parse-lines";
import { atMatcher, MAX_MATCHERS, readMatcher } from "./parse-matchers";
import type { FingerprintRule, Matcher } from "./rule";
import { LineError } from "./rule-error";
import { canonicalVariable, readVariable, splitTemplate, unknownVariable } from "./variables";

const MAX_PARTS = 32;

/**
 * Reads fingerprint rules in Sentry's syntax: `matcher:pattern … -> part, {{ variable }} title="…"`, one on each line.
 * Lines that are wrong are left out and reported; the others hold. Names and variables come out in their canonical form.
 */
export function parseFingerprintRules(text: string): ParsedRules<FingerprintRule> {
  return parseLines(text, readRule, (rule, place) => ({ ...rule, ...place }));
}

function readRule(reader: LineReader): FingerprintRule {
  const matchers = readMatchers(reader);
  const { fingerprint, title } = readFingerprint(reader);
  return { line: 0, text: "", matchers, fingerprint, ...(title !== undefined && { title }) };
}

function readMatchers(reader: LineReader): Matcher[] {
  const matchers: Matcher[] = [];
  while (!reader.isDone() && !reader.starts("->")) {
    if (reader.starts("[") || reader.starts("|"))
      throw new LineError(reader.at, "frames that call each other are matched in stack-trace rules only");
    if (!atMatcher(reader))
      throw new LineError(
        reader.at,
        `\`${reader.peekWord()}\` is no matcher; write \`name:pattern\`, and quotes around a pattern with spaces`,
      );
    if (matchers.length >= MAX_MATCHERS)
      throw new LineError(reader.at, `at most ${MAX_MATCHERS} matchers are allowed in a rule`);
    matchers.push(readMatcher(reader, "fingerprint"));
  }
  if (matchers.length === 0)
    throw new LineError(reader.at, "a rule begins with a matcher, for example `error.type:TimeoutError`");
  if (!reader.take("->"))
    throw new LineError(reader.at, "`->` and a fingerprint are missing after the matchers");
  return matchers;
}

function readFingerprint(reader: LineReader): Pick<FingerprintRule, "fingerprint" | "title"> {
  const fingerprint: string[] = [];
  let title: string | undefined;
  const begin = reader.at;
  while (!reader.isDone()) {
    const at = reader.at;
    const attribute = readAttribute(reader);
    if (attribute !== undefined) {
      if (title !== undefined) throw new LineError(at, "a rule has one title");
      title = attribute;
    } else {
      if (fingerprint.length >= MAX_PARTS)
        throw new LineError(at, `a fingerprint has at most ${MAX_PARTS} parts`);
      fingerprint.push(readPart(reader));
    }
    reader.skipSpace();
    reader.take(",");
  }
  if (fingerprint.length === 0) throw new LineError(begin, "the fingerprint is missing after `->`");
  return { fingerprint, ...(title !== undefined && { title }) };
}

/** `title="…"`; undefined when no attribute stands here. */
function readAttribute(reader: LineReader): string | undefined {
  const start = reader.at;
  const name = reader.readName();
  const isAttribute = name !== "" && reader.take("=") && (name === "title" || reader.starts('"'));
  if (!isAttribute) {
    reader.at = start;
    return undefined;
  }
  if (name !== "title") throw new LineError(start, `unknown attribute \`${name}\`; allowed is \`title\``);
  if (!reader.starts('"')) throw new LineError(reader.at, 'a title stands in quotes: `title="…"`');
  const at = reader.at + 1;
  return readTitle(reader.readQuoted(), at);
}

function readTitle(template: string, at: number): string {
  if (template.trim() === "") throw new LineError(at, "the title is empty");
  return splitTemplate(template)
    .map((part) => {
      if (typeof part === "string") return part;
      const name = canonicalVariable(part.name);
      if (name === undefined) throw new LineError(at + part.at, unknownVariable(part.name));
      if (name === "default")
        throw new LineError(at + part.at, "`{{ default }}` stands for hashed texts and cannot be shown");
      return `{{ ${name} }}`;
    })
    .join("");
}

function readPart(reader: LineReader): string {
  const at = reader.at;
  const text = readPartText(reader);
  const variable = readVariable(text);
  if (variable === undefined) return text;
  const name = canonicalVariable(variable);
  if (name === undefined) throw new LineError(at, unknownVariable(variable));
  return `{{ ${name} }}`;
}

function readPartText(reader: LineReader): string {
  if (reader.starts('"')) return reader.readQuoted();
  const start = reader.at;
  if (reader.starts("{{")) {
    const end = reader.text.indexOf("}}", reader.at);
    if (end < 0) throw new LineError(start, "`{{` is not closed by `}}`");
    reader.at = end + 2;
    return reader.text.slice(start, reader.at);
  }
  while (reader.at < reader.text.length && !" \t,".includes(reader.text.charAt(reader.at))) {
    if (reader.starts("{"))
      throw new LineError(
        reader.at,
        "a variable is `{{ name }}`, apart from texts; other braces need quotes",
      );
    reader.at++;
  }
  if (reader.at === start) throw new LineError(start, "a part of the fingerprint is missing before `,`");
  return reader.text.slice(start, reader.at);
}
