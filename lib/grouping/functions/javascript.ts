import type { FunctionName } from "./function-name";

const UNKNOWN = new Set([
  "?",
  "<anonymous>",
  "<anonymous function>",
  "Anonymous function",
  "anonymous",
  "<unknown>",
]);

/**
 * Engines disagree on everything before the last dot (`Object.map`, `Array.map`, `map`), on aliases
 * (`foo [as bar]`) and on what an unnamed function is called.
 */
export function cleanJavascriptFunction(name: string): FunctionName {
  const alias = name.indexOf(" [as ");
  let clean = alias > 0 ? name.slice(0, alias) : name;
  if (clean.startsWith("async ")) clean = clean.slice(6);
  if (clean.startsWith("async*")) clean = clean.slice(6);
  if (clean.startsWith("new ")) clean = clean.slice(4);
  clean = clean.slice(clean.lastIndexOf(".") + 1);
  if (clean.endsWith("/<") || UNKNOWN.has(clean)) return { hint: "ignored because the function has no name" };
  return clean ? { name: clean } : {};
}
