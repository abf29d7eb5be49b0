import type { Name, Stage, StageOf } from "./ast";
import { checkPattern } from "./check-pattern";
import { readGrok } from "./read-grok";
import { readName } from "./read-expression";
import { readTemplate } from "./read-template";
import {
  eat,
  eatOption,
  eatWord,
  fail,
  here,
  peek,
  peekWord,
  type Reader,
  readSlashes,
  readString,
} from "./reader";

/** What stands before the words `from` and `as`, and after them. */
function readSource(reader: Reader): Name | null {
  return eatWord(reader, "from") ? readName(reader) : null;
}

/** `parse "took={ms:int}ms" from message`. */
export function readParse(reader: Reader): Stage {
  const string = readString(reader);
  if (string === null)
    return fail(here(reader), 'Here should be a template such as "took={ms:int}ms".', ['"']);
  const template = readTemplate(string.text);
  if ("problem" in template) return fail(string, template.problem);
  return { verb: "parse", template: string.text, source: readSource(reader) };
}

const methods = ["grok", "logfmt", "json", "csv"] as const;

/** `extract /…/`, `extract "…"`, `extract grok "…"`, `extract logfmt a, b`, `extract json`, `extract csv a, b`. */
export function readExtract(reader: Reader): Stage {
  const method = methods.find((word) => eatWord(reader, word));
  if (method === "grok") {
    const string = readString(reader);
    if (string === null) return fail(here(reader), 'Here should be a pattern such as "%{IP:client}".', ['"']);
    const found = readGrok(string.text);
    if ("problem" in found) return fail(string, found.problem);
    return { verb: "extract", method, pattern: string.text, names: [], source: readSource(reader) };
  }
  if (method !== undefined) {
    const names = readFieldNames(reader);
    if (method === "csv" && names.length === 0)
      fail(here(reader), "Name the columns: extract csv time, user, ms.");
    return { verb: "extract", method, pattern: "", names, source: readSource(reader) };
  }
  return readRegex(reader);
}

function readFieldNames(reader: Reader): string[] {
  const names: string[] = [];
  while (peek(reader) !== "") {
    const word = peekWord(reader);
    if (word === null || (!word.isQuoted && word.text.toLowerCase() === "from")) break;
    const { name, span } = readName(reader);
    if (names.includes(name)) fail(span ?? here(reader), `Two columns are called ${name}.`);
    names.push(name);
    if (!eat(reader, ",")) break;
  }
  return names;
}

/** Splunk's `rex` names the field first. */
function readRegex(reader: Reader): StageOf<"extract"> {
  const named = eatOption(reader, "field") ? readName(reader) : null;
  const piece = readSlashes(reader) ?? readString(reader);
  if (piece === null) {
    return fail(
      here(reader),
      "Here should be a pattern such as /took=(?<ms>\\d+)/, or grok, logfmt, json or csv.",
      ["/", ...methods],
    );
  }
  const checked = checkPattern(piece.text);
  if ("problem" in checked) return fail(piece, checked.problem);
  if (!checked.groups.some((name) => name !== null)) {
    return fail(piece, "Nothing is taken out: name a group, such as (?<ms>\\d+).");
  }
  return {
    verb: "extract",
    method: "regex",
    pattern: piece.text,
    names: [],
    source: named ?? readSource(reader),
  };
}
