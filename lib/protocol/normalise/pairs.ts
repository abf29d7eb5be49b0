import type { Json } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";
import { isObject, type Source } from "./source";

export type Pairs = [name: string, value: string][];

const MAX_PAIRS = 200;
const MAX_NAME = 200;
const MAX_VALUE = 4096;

/**
 * Names and values under `key`, however they were sent: a map (with lists for repeated names), a list of pairs, or text
 * that `parseText` splits. At most 200 pairs.
 */
export function readPairs(
  source: Source,
  key: string,
  parseText: (text: string) => Pairs,
): Pairs | undefined {
  const value = source.get(key);
  if (value === undefined || value === "") return undefined;
  const pairs = toPairs(value, parseText);
  if (!pairs) return source.drop(key, "Dropped: these are no names and values.", value);
  if (pairs.length > MAX_PAIRS) source.shortened(key, MAX_PAIRS, pairs.length);
  const kept = pairs
    .slice(0, MAX_PAIRS)
    .map(([name, item]): Pairs[number] => [
      cutText(cleanText(name), MAX_NAME),
      cutText(cleanText(item), MAX_VALUE),
    ]);
  return kept.length > 0 ? kept : undefined;
}

function toPairs(value: Json, parseText: (text: string) => Pairs): Pairs | undefined {
  if (typeof value === "string") return parseText(value);
  if (isObject(value)) return Object.entries(value).flatMap(([name, item]) => fromEntry(name, item));
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) =>
    Array.isArray(item) && item.length >= 1 ? fromEntry(item[0] ?? "", item[1] ?? null) : [],
  );
}

function fromEntry(name: Json, value: Json): Pairs {
  const values = Array.isArray(value) ? value : [value];
  return values.map((item) => [asText(name), asText(item)]);
}

function asText(value: Json): string {
  if (typeof value === "string") return value;
  return value === null ? "" : JSON.stringify(value);
}

/** `a=1&b=2`, with or without a question mark. */
export function parseQuery(text: string): Pairs {
  return [...new URLSearchParams(text)];
}

/** `a=1; b=2` as in a `Cookie` header. */
export function parseCookies(text: string): Pairs {
  return text.split(";").flatMap((part): Pairs => {
    const equals = part.indexOf("=");
    const name = (equals < 0 ? part : part.slice(0, equals)).trim();
    return name === "" ? [] : [[name, equals < 0 ? "" : part.slice(equals + 1).trim()]];
  });
}

/** `Name: value` per line. */
export function parseHeaderLines(text: string): Pairs {
  return text.split("\n").flatMap((line): Pairs => {
    const colon = line.indexOf(":");
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : [];
  });
}
