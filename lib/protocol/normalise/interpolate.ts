import type { Json, JsonObject } from "@/lib/protocol/event";
import { cutText } from "./clean-text";

const PERCENT = /%(?:%|(?:\(([^()]{1,100})\))?([sdijr]))/g;
const BRACE = /\{([A-Za-z0-9_.]{0,100})\}/g;

/**
 * Fills `%s %d %i %j %r %(name)s` or, if there are none of these, `{} {0} {name}`. No widths, no attributes: the
 * template comes from the client. Placeholders without a value stay as they are; the result has at most `max` characters.
 */
export function interpolate(template: string, params: Json[] | JsonObject, max: number): string {
  const percent = template.search(PERCENT) >= 0;
  const pattern = percent ? PERCENT : BRACE;
  let next = 0;
  let done = 0;
  let result = "";
  for (const match of template.matchAll(pattern)) {
    if (result.length >= max) return cutText(result, max);
    const [placeholder, name = "", verb = "s"] = match;
    result += template.slice(done, match.index);
    done = match.index + placeholder.length;
    if (placeholder === "%%") {
      result += "%";
      continue;
    }
    const value = lookUp(params, name === "" ? String(next++) : name);
    result += value === undefined ? placeholder : show(value, verb);
  }
  return cutText(result + template.slice(done), max);
}

function lookUp(params: Json[] | JsonObject, name: string): Json | undefined {
  return Object.hasOwn(params, name) && name !== "length" ? (params as JsonObject)[name] : undefined;
}

function show(value: Json, verb: string): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (verb === "j") return JSON.stringify(value);
  return verb === "r" ? `'${value}'` : value;
}
