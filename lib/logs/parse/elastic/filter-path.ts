import type { Json, JsonObject } from "@/lib/protocol/event";

const MAX_PATHS = 32;
const MAX_WORDS = 16;

/**
 * A response cut down to what `?filter_path=` names: comma-separated paths of words, `*` for any key or part of one, `**` for
 * any number of keys; lists are looked through. `-path` takes away instead. Objects and lists that are left empty go.
 */
export function filterPath(response: JsonObject, filter: string): JsonObject {
  const paths = filter
    .split(",")
    .map((path) => path.trim())
    .filter((path) => path !== "" && path !== "-")
    .slice(0, MAX_PATHS);
  const kept = paths.filter((path) => !path.startsWith("-")).map(wordsOf);
  const gone = paths.filter((path) => path.startsWith("-")).map((path) => wordsOf(path.slice(1)));
  const left = kept.length === 0 ? response : asObject(keep(response, kept));
  return gone.length === 0 ? left : asObject(remove(left, gone));
}

function wordsOf(path: string): string[] {
  const words = path.split(".", MAX_WORDS + 1);
  return words.length > MAX_WORDS ? ["none of ours is so deep"] : words;
}

function keep(value: Json, paths: string[][]): Json | undefined {
  if (paths.some((words) => words.every((word) => word === "**"))) return value;
  return mapInside(value, (inner, key) => {
    const rest = key === undefined ? paths : step(paths, key);
    return rest.length === 0 ? undefined : keep(inner, rest);
  });
}

function remove(value: Json, paths: string[][]): Json | undefined {
  return mapInside(value, (inner, key) => {
    const rest = key === undefined ? paths : step(paths, key);
    if (rest.some((words) => words.length === 0)) return undefined;
    return typeof inner === "object" && inner !== null && rest.length > 0 ? remove(inner, rest) : inner;
  });
}

/** What is left of the parts of a value; undefined for a plain value and when nothing is left. */
function mapInside(value: Json, change: (inner: Json, key?: string) => Json | undefined): Json | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    const list = value.map((inner) => change(inner)).filter((inner) => inner !== undefined);
    return list.length > 0 ? list : undefined;
  }
  const pairs = Object.entries(value).flatMap(([key, inner]) => {
    const changed = change(inner, key);
    return changed === undefined ? [] : [[key, changed] as [string, Json]];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** The paths that go on below a key; each state stands once, so that `**` cannot multiply. */
function step(paths: string[][], key: string): string[][] {
  const next = new Map<string, string[]>();
  const add = (words: string[]) => next.set(words.join("."), words);
  for (const words of paths) {
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (first === "**") {
      add(words);
      for (const below of step([rest], key)) add(below);
    } else if (matches(first, key)) add(rest);
  }
  return [...next.values()];
}

/** Whether a key fits a word with any number of `*`. */
function matches(word: string, key: string): boolean {
  const [head = "", ...parts] = word.split("*");
  if (parts.length === 0) return word === key;
  const tail = parts.pop() ?? "";
  if (!key.startsWith(head) || !key.endsWith(tail) || key.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of parts) {
    const found = key.indexOf(part, at);
    if (found === -1 || found + part.length > key.length - tail.length) return false;
    at = found + part.length;
  }
  return true;
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
