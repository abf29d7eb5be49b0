import { isDeepStrictEqual } from "node:util";

/** A place where two values differ. */
export interface Difference {
  path: string;
  from: unknown;
  to: unknown;
}

/** Where two plain values differ, by their places: objects are gone through, lists are compared as a whole. */
export function compareRules(from: unknown, to: unknown, path = ""): Difference[] {
  if (isObject(from) && isObject(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
    return names.flatMap((name) =>
      compareRules(from[name], to[name], path === "" ? name : `${path}.${name}`),
    );
  }
  if (isDeepStrictEqual(from, to)) return [];
  return [{ path, from: from ?? null, to: to ?? null }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
