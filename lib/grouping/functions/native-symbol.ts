import type { FunctionName } from "./function-name";
import { cleanNativeFunction } from "./native";
import { isWord } from "./scan";

/** What Swift's demangler puts before the function that a helper was made for. */
const HELPERS = ["partial apply for ", "protocol witness for ", "reabstraction thunk helper for "];
const OPERATORS = "<>=-+*/!&|^%~,";

/**
 * `cleanNativeFunction` for every spelling that it does not know: lambdas within lambdas, operators that are templates
 * (`operator<< <char>`), ABI tags, Swift's helpers and extensions.
 */
export function cleanNativeSymbol(name: string): FunctionName {
  let clean = cutHelper(name);
  clean = cutBracketed(clean, "(extension in ", "):");
  clean = cutBracketed(clean, "[abi:", "]");
  return cleanNativeFunction(cutOperatorTemplates(cutLambdas(clean)));
}

/** `protocol witness for Sum.total() in conformance Cart` → `Sum.total()` */
function cutHelper(name: string): string {
  const helper = HELPERS.find((start) => name.startsWith(start));
  if (!helper) return name;
  const conformance = name.indexOf(" in conformance ");
  return name.slice(helper.length, conformance < 0 ? undefined : conformance);
}

function cutBracketed(name: string, open: string, close: string): string {
  let found = name.indexOf(open);
  if (found < 0) return name;
  let out = "";
  let from = 0;
  while (found >= 0) {
    const end = name.indexOf(close, found + open.length);
    if (end < 0) break;
    out += name.slice(from, found);
    from = end + close.length;
    found = name.indexOf(open, from);
  }
  return out + name.slice(from);
}

/** `{lambda({lambda()#1})#2}` → `lambda`; a brace that is never closed ends nothing. */
function cutLambdas(name: string): string {
  if (!name.includes("{lambda(")) return name;
  let out = "";
  let depth = 0;
  let opened = 0;
  for (let at = 0; at < name.length; at++) {
    const char = name[at];
    if (depth > 0) {
      if (char === "{") depth++;
      else if (char === "}") depth--;
      if (depth === 0) out += "lambda";
    } else if (char === "{" && name.startsWith("{lambda(", at)) {
      depth = 1;
      opened = at;
    } else out += char;
  }
  return depth > 0 ? out + name.slice(opened) : out;
}

/** `operator<< <char>(…)` → `operator<<(…)` */
function cutOperatorTemplates(name: string): string {
  const found = name.indexOf("operator");
  if (found < 0 || (found > 0 && isWord(name.charCodeAt(found - 1)))) return name;
  let end = found + "operator".length;
  if (name.startsWith("()", end) || name.startsWith("[]", end)) end += 2;
  else while (end < name.length && OPERATORS.includes(name.charAt(end))) end++;
  const open = name[end] === " " ? end + 1 : end;
  if (end === found + "operator".length || name[open] !== "<") return name;
  let depth = 0;
  for (let at = open; at < name.length; at++) {
    if (name[at] === "<") depth++;
    else if (name[at] === ">" && --depth === 0) return name.slice(0, end) + name.slice(at + 1);
  }
  return name;
}
