import type { SearchValue } from "./ast";
import { isDigit } from "./characters";
import type { FieldKind, SearchField } from "./field";
import { toLiteral, toTextOrGlob } from "./glob";
import { readDuration, readRelativeDate, readSize } from "./read-amount";
import { readDate } from "./read-date";
import { readNumber, readPercentage } from "./read-number";
import type { PatternPiece, WordPiece } from "./token";

const comparable: readonly FieldKind[] = ["number", "percentage", "date", "duration", "size", "version"];
const textual: readonly FieldKind[] = ["text", "enum", "version"];

const wanted: Readonly<Record<FieldKind, string>> = {
  text: "text",
  number: "a number such as 100 or 5k",
  percentage: "a percentage such as 5%",
  date: "a date such as 2026-11-01 or -24h",
  duration: "a duration such as 500ms or 2h",
  size: "a size such as 10mb",
  boolean: "true or false",
  enum: "one of its values",
  version: "a version",
};

/** More than so many values are no sentence. */
const MOST_NAMED = 8;

function sayWanted(kind: FieldKind, { values = [] }: SearchField): string {
  if (kind !== "enum" || values.length < 2) return wanted[kind];
  if (values.length > MOST_NAMED) return `${wanted.enum}, such as ${values[0]}`;
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** Whether `>` and the like mean something for a field; names that nobody knows are decided by their value. */
export function isComparable(field: SearchField): boolean {
  return field.isOrdered === true || field.kinds.some((kind) => comparable.includes(kind));
}

/** Whether a field is plain text, where `<lambda>` is a value and no comparison. */
export function isText(field: SearchField): boolean {
  return field.kinds.includes("text") && !isComparable(field);
}

/** A version begins with digits between dots: `1.2.3`, `v2.0.0-beta`. */
function isVersionLike(text: string): boolean {
  return /^v?\d{1,9}\.\d{1,9}/.test(text);
}

/**
 * The value of an unknown name after a comparison; null when it is nothing that has an order. `1.10` stays
 * text, for as a number it would be 1.1 and it may be a version.
 */
export function readOrdered(text: string): SearchValue | null {
  if (!isDigit(text.slice(-1))) return readWithUnit(text) ?? readDate(text) ?? readVersion(text);
  const number = readNumber(text);
  if (number !== null && (String(number.value) === text || readVersion(text) === null)) return number;
  return readDate(text) ?? readVersion(text);
}

function readWithUnit(text: string): SearchValue | null {
  return readDuration(text) ?? readSize(text) ?? readNumber(text) ?? readPercentage(text);
}

function readVersion(text: string): SearchValue | null {
  return isVersionLike(text) ? { kind: "text", text } : null;
}

function readKind(kind: FieldKind, text: string, field: SearchField): SearchValue | null {
  switch (kind) {
    case "number":
      return readNumber(text);
    case "percentage":
      return readPercentage(text);
    case "date":
      return readDate(text) ?? readRelativeDate(text);
    case "duration":
      return readDuration(text);
    case "size":
      return readSize(text);
    case "boolean":
      return readBoolean(text);
    case "enum": {
      const known = [...(field.values ?? []), ...(field.unofferedValues ?? [])];
      const found = known.find((value) => value.toLowerCase() === text.toLowerCase());
      return found === undefined ? null : { kind: "text", text: found };
    }
    default:
      return { kind: "text", text };
  }
}

function readBoolean(text: string): SearchValue | null {
  const lower = text.toLowerCase();
  if (lower === "true" || lower === "1" || lower === "yes") return { kind: "boolean", value: true };
  if (lower === "false" || lower === "0" || lower === "no") return { kind: "boolean", value: false };
  return null;
}

/** What a value should have been, as the end of a sentence, and the values to offer. */
export interface ValueProblem {
  message: string;
  expected?: string[];
}

/** The value of a known field, or what is wrong with it. */
export function readFieldValue(
  piece: WordPiece | PatternPiece,
  field: SearchField,
): SearchValue | ValueProblem {
  const takesText = field.kinds.some((kind) => textual.includes(kind));
  if (piece.shape === "pattern") {
    if (takesText) return { kind: "pattern", source: piece.source };
    return { message: `${field.key} takes no pattern. Put quotes around it to search for the text.` };
  }
  const text = toLiteral(piece.parts);
  const isAny = piece.parts.length === 1 && text === null;
  const value = toTextOrGlob(piece.parts, piece.distance);
  if (text === null && (takesText || isAny)) return value;
  if (text !== null && piece.distance !== undefined && field.kinds.includes("text")) return value;
  if (text !== null && piece.distance === undefined) {
    for (const kind of field.kinds) {
      const typed = readKind(kind, text, field);
      if (typed !== null) return typed;
    }
  }
  const message = `${field.key} takes ${field.kinds.map((kind) => sayWanted(kind, field)).join(" or ")}.`;
  return field.values === undefined ? { message } : { message, expected: [...field.values] };
}
