import type { LogValue } from "@/lib/logs/line";
import { type AttributeKey, attributeKey, takeName } from "./attribute-key";
import { writeValue } from "./write-json";

const MAX_KEYS = 256;
const MAX_DEPTH = 8;
const MAX_BYTES = 4 * 1024 * 1024;
/** Where attributes beyond the 256th are, and what we say ourselves about a line. */
const REST = "jackdaw.rest";

type LogObject = Record<string, LogValue>;

/** Attributes on their way to JSON. */
interface Writing {
  attributes: LogObject;
  json: string;
  count: number;
  /** Names that are taken; undefined while no two can become one, as for most lines. */
  used: Set<string> | undefined;
  keys: Set<string>;
}

/**
 * The attributes of a line as one flat JSON object, '' when there are none. Nested objects get names with dots, down to eight
 * levels and 256 names; what lies deeper stays JSON under its name, what comes later stands in `jackdaw.rest`. `keys` takes
 * the names.
 */
export function writeAttributes(attributes: LogObject, keys: Set<string>): string {
  const writing: Writing = { attributes, json: "", count: 0, used: undefined, keys };
  let rest: LogObject | undefined;
  for (const sent of Object.keys(attributes)) {
    const value = attributes[sent] as LogValue;
    if (writing.count >= MAX_KEYS - 1) put((rest ??= {}), sent, value);
    else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      flattenInto(writing, sent, value, 1, attributeKey(sent).isSensitive);
    } else write(writing, sent, value);
  }
  if (rest) writeUnused(writing, REST, rest);
  return writing.json === "" ? "" : `{${writing.json}}`;
}

function flattenInto(
  writing: Writing,
  prefix: string,
  value: LogObject,
  depth: number,
  isSecret: boolean,
): void {
  const names = Object.keys(value);
  if (isSecret || depth >= MAX_DEPTH || names.length === 0 || writing.count + names.length >= MAX_KEYS) {
    return writeUnused(writing, prefix, value);
  }
  for (const name of names) {
    const inner = value[name] as LogValue;
    const path = `${prefix}.${name}`;
    if (isObject(inner)) flattenInto(writing, path, inner, depth + 1, attributeKey(path).isSensitive);
    else writeUnused(writing, path, inner);
  }
}

/** Writes what was not sent under exactly this name, so that another may have it. */
function writeUnused(writing: Writing, sent: string, value: LogValue): void {
  writing.used ??= keptNames(writing.attributes);
  writeAs(writing, takeName(attributeKey(sent), writing.used), value);
}

function write(writing: Writing, sent: string, value: LogValue): void {
  const key = attributeKey(sent);
  if (key.isChanged) writeUnused(writing, sent, value);
  else writeAs(writing, key, value);
}

/** The names that are written as they were sent: theirs whatever else is written, and whenever. */
function keptNames(attributes: LogObject): Set<string> {
  return new Set(
    Object.keys(attributes).filter((sent) => !isObject(attributes[sent]) && !attributeKey(sent).isChanged),
  );
}

function writeAs(writing: Writing, { name, json: label, isSensitive }: AttributeKey, value: LogValue): void {
  const json = writing.json.length > MAX_BYTES ? '"…"' : writeValue(value, isSensitive);
  if (json === undefined) return;
  writing.json += writing.json === "" ? label + json : `,${label}${json}`;
  writing.count++;
  writing.keys.add(name);
}

function isObject(value: LogValue | undefined): value is LogObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function put(object: LogObject, key: string, value: LogValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
