import type { FunctionName } from "./function-name";

/**
 * What V8, SpiderMonkey, JavaScriptCore, Chakra and SDKs call code without a name. Node calls any nameless function after
 * the property that holds it while its timer runs (`Timeout._onTimeout`).
 */
const UNKNOWN = new Set([
  "?",
  "<anonymous>",
  "<anonymous function>",
  "Anonymous function",
  "anonymous",
  "anonymous function",
  "{anonymous}",
  "<unknown>",
  "Unknown function",
  "global code",
  "Global code",
  "module code",
  "eval code",
  "_onImmediate",
  "_onTimeout",
]);

const PREFIXES = ["async ", "new ", "static ", "get ", "set "];

/**
 * The name that every engine would have given. V8 writes what the function was called on (`Object.map`), aliases
 * (`load [as handler]`) and kinds (`async load`, `new Cart`, `get total`); SpiderMonkey where it was defined
 * (`cart/load`) and what started it (`async*load`), and calls nameless functions after what they were part of (`load<`,
 * `cart/<`); others only `load`.
 */
export function cleanAnyEngineFunction(name: string): FunctionName {
  const alias = name.indexOf(" [as ");
  let clean = alias > 0 ? name.slice(0, alias) : name;
  clean = cutPrefixes(clean.slice(clean.lastIndexOf("*") + 1));
  if (clean.endsWith("<")) return nameless();
  clean = clean.slice(clean.lastIndexOf(".") + 1);
  clean = cutPrefixes(clean.slice(clean.lastIndexOf("/") + 1));
  if (UNKNOWN.has(clean)) return nameless();
  return clean ? { name: clean } : {};
}

function cutPrefixes(name: string): string {
  let clean = name;
  for (const prefix of PREFIXES) if (clean.startsWith(prefix)) clean = clean.slice(prefix.length);
  return clean;
}

function nameless(): FunctionName {
  return { hint: "ignored because the function has no name" };
}
