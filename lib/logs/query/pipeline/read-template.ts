import { escapeForPattern } from "./check-pattern";

/** A field that a template or a grok pattern takes out of a text. */
export interface Capture {
  name: string;
  isNumber: boolean;
}

/** A regular expression whose groups are these captures, in order; or what is wrong. */
export type Template = { source: string; captures: Capture[] } | { problem: string };

/** What a capture may be: a piece of RE2, none of which matches the empty text but `text`. */
const kinds: Readonly<Record<string, { source: string; isNumber: boolean }>> = {
  int: { source: "[-+]?\\d+", isNumber: true },
  num: { source: "[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?", isNumber: true },
  word: { source: "\\w+", isNumber: false },
  text: { source: ".*?", isNumber: false },
  rest: { source: ".*", isNumber: false },
  hex: { source: "[0-9a-fA-F]+", isNumber: false },
  uuid: { source: "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", isNumber: false },
  ip: { source: "(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+", isNumber: false },
  quoted: { source: '"(?:[^"\\\\]|\\\\.)*"', isNumber: false },
};

export const captureKinds = Object.keys(kinds);

/**
 * `took={ms:int}ms` → a pattern that takes `ms` out. `{name}` takes up to what follows it, `{_}` skips, `{{` is a brace.
 * White space stands for any white space.
 */
export function readTemplate(template: string): Template {
  const captures: Capture[] = [];
  let source = "";
  for (let at = 0; at < template.length; at += 1) {
    const character = template.charAt(at);
    if (character === "{" && template.charAt(at + 1) === "{") {
      source += "\\{";
      at += 1;
    } else if (character === "{") {
      const end = template.indexOf("}", at);
      if (end < 0) return { problem: "A { is not closed. Write {{ for the brace itself." };
      const [name = "", kind] = template
        .slice(at + 1, end)
        .split(":", 2)
        .map((part) => part.trim());
      const isLast = end === template.length - 1;
      const found = kinds[kind ?? (isLast ? "rest" : "text")];
      if (found === undefined)
        return { problem: `There is no kind ${kind}; there is ${captureKinds.join(", ")}.` };
      if (!/^[A-Za-z_@][\w.@-]{0,62}$/.test(name))
        return { problem: "Write a name between { and }: {ms:int}." };
      if (name === "_") source += `(?:${found.source})`;
      else if (captures.some((one) => one.name === name))
        return { problem: `Two places are called ${name}.` };
      else {
        captures.push({ name, isNumber: found.isNumber });
        source += `(${found.source})`;
      }
      at = end;
    } else if (character.trim() === "") {
      while (template.charAt(at + 1) !== "" && template.charAt(at + 1).trim() === "") at += 1;
      source += "\\s+";
    } else source += escapeForPattern(character);
  }
  if (captures.length === 0)
    return { problem: "Nothing is taken out: write a name between braces, such as {ms:int}." };
  return { source: `(?s)${source}`, captures };
}
