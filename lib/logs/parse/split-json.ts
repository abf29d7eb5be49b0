import type { LogValue } from "@/lib/logs/line";

/** What stands in a body: a JSON value, or a piece of it that is none. `from` and `to` are places in the text. */
export type JsonPiece =
  | { value: LogValue; reason?: undefined; from: number; to: number }
  | { value?: undefined; reason: JsonTrouble; from: number; to: number };

/** `invalid_json`: no JSON, up to the end of the line; `too_complex`: nested too deeply, too many parts, or too long. */
export type JsonTrouble = "invalid_json" | "too_complex";

/**
 * The JSON values of a text, one after the other: NDJSON, values behind each other with or without anything between them, and
 * the elements of an array (`unwrap`, the default). White space, commas between values and a BOM are passed over; a value
 * that is cut short or is none costs the rest of its line and no more. Read lazily, so that whoever reads can rest in between.
 */
export function* splitJson(_text: string, _options: { unwrap?: boolean } = {}): Generator<JsonPiece> {}
