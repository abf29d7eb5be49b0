import type { Json } from "./event";
import { ProtocolError } from "./protocol-error";
import { DEFAULT_LIMITS, type JsonLimits, type JsonPatch, scanJson } from "./scan-json";

/**
 * JSON as clients really send it: a BOM is stripped, invalid UTF-8 becomes U+FFFD, NaN and ±Infinity become null and
 * integers beyond ±2^53 become strings with all their digits. Duplicate keys: the last one wins.
 * Throws 400 `too_complex` (more than 128 levels or 100,000 values, found before parsing) or 400 `invalid_json`.
 */
export function parseJson(bytes: Buffer, limits: Partial<JsonLimits> = {}): Json {
  const body = stripBom(bytes);
  const patches = scanJson(body, { ...DEFAULT_LIMITS, ...limits });
  const text = patches.length === 0 ? body.toString("utf8") : patch(body, patches).toString("utf8");
  return parseText(text);
}

/** `JSON.parse` whose error does not quote the text. Throws 400 `invalid_json`. */
export function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The parser's own message quotes the input.
    throw new ProtocolError(400, "invalid_json", "invalid JSON", ["the text is not complete JSON"]);
  }
}

/** A view without the UTF-8 byte order mark, which JSON.parse refuses. */
export function stripBom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function patch(body: Buffer, patches: JsonPatch[]): Buffer {
  const parts: Buffer[] = [];
  let done = 0;
  for (const { from, to, replacement } of patches) {
    parts.push(body.subarray(done, from));
    parts.push(Buffer.from(replacement === "null" ? "null" : `"${body.toString("latin1", from, to)}"`));
    done = to;
  }
  parts.push(body.subarray(done));
  return Buffer.concat(parts);
}
