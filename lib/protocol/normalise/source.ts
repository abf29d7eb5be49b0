import type { Json, JsonObject } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";
import type { Notes } from "./notes";

const DIGITS = /^\d{1,15}$/;

/**
 * An object of the client and where it stands in the event. Every read gives the asked-for type or undefined, and notes
 * with its path what had to be dropped or cut. A missing key and null are the same and are never noted.
 */
export class Source {
  constructor(
    readonly object: JsonObject,
    readonly notes: Notes,
    private readonly parent?: Source,
    private readonly name: string = "",
  ) {}

  get(key: string): Json | undefined {
    return this.object[key] ?? undefined;
  }

  /** The first of several names (a field and its legacy aliases) that has a value. */
  nameOf(...keys: string[]): string | undefined {
    return keys.find((key) => this.get(key) !== undefined);
  }

  path(key: string | number): string {
    const own = this.parent ? `${this.parent.path(this.name)}.` : "";
    return `${own}${key}`;
  }

  drop(key: string | number, reason: string, value?: Json): undefined {
    this.notes.add("invalid_data", this.path(key), reason, value);
    return undefined;
  }

  /** Not empty, at most `max` characters. Numbers and booleans become text. */
  text(key: string, max: number): string | undefined {
    const value = this.get(key);
    if (value === undefined || value === "") return undefined;
    if (typeof value === "object") return this.drop(key, "Dropped: this is not text.");
    if (typeof value === "string") return this.cut(key, cleanText(value), max);
    if (typeof value === "number" && !Number.isFinite(value))
      return this.drop(key, "Dropped: not a finite number.");
    return String(value);
  }

  /** Like `text`, and an object or a list becomes its JSON. */
  anyText(key: string, max: number): string | undefined {
    const value = this.get(key);
    return typeof value === "object"
      ? this.cut(key, cleanText(JSON.stringify(value)), max)
      : this.text(key, max);
  }

  /** Like `text`, without the white space around it. */
  word(key: string, max: number): string | undefined {
    return this.text(key, max)?.trim() || undefined;
  }

  /** A whole number from 0. */
  count(key: string): number | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
    return this.drop(key, "Dropped: this is not a whole number from 0.", value);
  }

  flag(key: string): boolean | undefined {
    const value = this.get(key);
    if (value === undefined || typeof value === "boolean") return value;
    if (value === 1 || value === "true") return true;
    if (value === 0 || value === "false") return false;
    return this.drop(key, "Dropped: this is neither true nor false.", value);
  }

  child(key: string): Source | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    if (isObject(value)) return new Source(value, this.notes, this, key);
    return this.drop(key, "Dropped: this is not an object.", value);
  }

  list(key: string): Json[] | undefined {
    const value = this.get(key);
    if (value === undefined || Array.isArray(value)) return value;
    return this.drop(key, "Dropped: this is not a list.", value);
  }

  /** The objects of a list; other items are noted, null items skipped. */
  children(key: string): Source[] {
    const list = this.list(key) ?? [];
    const holder = new Source({}, this.notes, this, key);
    const sources: Source[] = [];
    for (const [index, item] of list.entries()) {
      if (isObject(item)) sources.push(new Source(item, this.notes, holder, String(index)));
      else if (item !== null) holder.drop(index, "Dropped: this is not an object.", item);
    }
    return sources;
  }

  /** The objects of a field that may be `{values: […]}`, a list, or one object alone. */
  values(key: string): Source[] {
    const value = this.get(key);
    if (Array.isArray(value)) return this.children(key);
    const source = this.child(key);
    if (!source) return [];
    return "values" in source.object ? source.children("values") : [source];
  }

  /** Notes that a list was cut to `kept` items. */
  shortened(key: string, kept: number, sent: number): void {
    this.notes.add("too_many_values", this.path(key), `Kept ${kept} of ${sent} items.`);
  }

  private cut(key: string, text: string, max: number): string {
    if (text.length <= max) return text;
    this.notes.add("value_too_long", this.path(key), `Cut to ${max} of ${text.length} characters.`);
    return cutText(text, max);
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
