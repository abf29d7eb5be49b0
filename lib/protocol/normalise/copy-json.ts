import type { Json, JsonObject } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";
import type { Source } from "./source";

export interface TreeLimits {
  /** Levels of objects and lists, the tree itself included. */
  depth: number;
  /** Characters of keys and values below each key of the tree. */
  perValue: number;
  /** Characters of the whole tree. */
  total: number;
}

const MAX_KEY = 200;
const SCALAR_SIZE = 8;

/** Free-form data under `key`: a clean copy within `limits`; what did not fit is noted. Absent if it is no object. */
export function copyTree(source: Source, key: string, limits: TreeLimits): JsonObject | undefined {
  const child = source.child(key);
  return child && copyObject(child.object, limits, source, key);
}

/** Any value under `key`, copied like `copyTree`. */
export function copyValue(source: Source, key: string, limits: TreeLimits): Json | undefined {
  const value = source.get(key);
  return value === undefined ? undefined : copyAny(value, limits, source, key);
}

/** A copy of `value`; notes go to `key`. */
export function copyAny(value: Json, limits: TreeLimits, source: Source, key: string): Json {
  const copier = new Copier(limits.perValue);
  const copy = copier.copy(value, limits.depth);
  copier.report(source, key, limits);
  return copy;
}

/** Sets an own key even if it is called `__proto__`. */
export function setKey<T>(target: Record<string, T>, key: string, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** A copy of `object`, limited per key; notes go to `key`. */
export function copyObject(object: JsonObject, limits: TreeLimits, source: Source, key: string): JsonObject {
  const result: JsonObject = {};
  const copier = new Copier(0);
  let left = limits.total;
  for (const name of Object.keys(object)) {
    copier.left = Math.min(limits.perValue, left);
    const before = copier.left;
    if (!copier.put(result, name, object[name] as Json, limits.depth - 1)) break;
    left -= before - copier.left;
  }
  copier.report(source, key, limits);
  return result;
}

class Copier {
  private tooDeep = false;
  private tooLong = false;
  private notFinite = false;

  constructor(public left: number) {}

  copy(value: Json, depth: number): Json {
    if (typeof value === "string") return this.text(value);
    this.left -= SCALAR_SIZE;
    if (typeof value === "number") return this.number(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth <= 0) {
      this.tooDeep = true;
      return Array.isArray(value) ? "[Array]" : "[Object]";
    }
    return Array.isArray(value) ? this.list(value, depth) : this.object(value, depth);
  }

  /** False when there was no room. */
  put(target: JsonObject, name: string, value: Json, depth: number): boolean {
    if (this.left <= name.length) {
      this.tooLong = true;
      return false;
    }
    this.left -= Math.min(name.length, MAX_KEY);
    setKey(target, cutText(cleanText(name), MAX_KEY), this.copy(value, depth));
    return true;
  }

  report(source: Source, key: string, limits: TreeLimits): void {
    const { notes } = source;
    if (this.tooLong) {
      notes.add(
        "value_too_long",
        source.path(key),
        `Cut: at most ${limits.perValue} characters per value are kept.`,
      );
    }
    if (this.tooDeep) {
      notes.add("too_many_values", source.path(key), `Cut: at most ${limits.depth} levels are kept.`);
    }
    if (this.notFinite) source.drop(key, "Numbers that are not finite became null.");
  }

  private text(value: string): string {
    const room = Math.max(this.left, 0);
    this.left -= value.length + 2;
    if (value.length <= room) return cleanText(value);
    this.tooLong = true;
    return `${cleanText(cutText(value, room))}…`;
  }

  private number(value: number): number | null {
    if (Number.isFinite(value)) return value;
    this.notFinite = true;
    return null;
  }

  private list(values: Json[], depth: number): Json[] {
    const result: Json[] = [];
    for (const value of values) {
      if (this.left <= 0) {
        this.tooLong = true;
        break;
      }
      result.push(this.copy(value, depth - 1));
    }
    return result;
  }

  private object(object: JsonObject, depth: number): JsonObject {
    const result: JsonObject = {};
    for (const name of Object.keys(object)) {
      if (!this.put(result, name, object[name] as Json, depth - 1)) break;
    }
    return result;
  }
}
