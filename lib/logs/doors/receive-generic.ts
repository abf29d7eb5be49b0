import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { CORS_HEADERS } from "@/lib/ingest/cors";
import { respondJson } from "@/lib/ingest/respond";
import type { LogLine } from "@/lib/logs/line";
import { type LineDefaults, lineFromText, lineFromValue } from "@/lib/logs/parse/from-object";
import { type JsonTrouble, splitJson } from "@/lib/logs/parse/split-json";
import type { LogDoor } from "./match-log-door";
import { openBatch } from "./open-batch";

const MAX_SAMPLE = 8_192;

/**
 * `POST /ingest/<token>`: JSON objects one after the other, in an array or in lines, or lines of text; told apart by the
 * first character, whatever the content type says. `?level=&host=&service=&logger=&source=` say what lines do not. Answers
 * `{"accepted": n, "rejected": m}`.
 */
export const generic = {
  async receive(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
    if (request.method !== "POST" && request.method !== "PUT") {
      return { status: 405, headers: { ...CORS_HEADERS, allow: "POST, PUT, OPTIONS" }, body: "" };
    }
    const batch = await openBatch(request, door);
    const pieces = await batch.read(() => readPieces(batch.body.toString(), readDefaults(request.query)));
    const lines = pieces.flatMap(({ line }) => line ?? []);
    for (const { refused } of pieces) {
      if (!refused) continue;
      const detail = "A value has more than 128 levels, 100,000 parts or 4 MiB.";
      batch.reject(refused.reason, detail, refused.sample, { bytes: refused.bytes });
    }
    await batch.accept(lines);
    return respondJson(200, { accepted: lines.length, rejected: pieces.length - lines.length });
  },
};

/** A line, or what is none. */
interface Piece {
  line?: LogLine;
  refused?: { reason: JsonTrouble; sample: string; bytes: number };
}

function* readPieces(text: string, defaults: LineDefaults): Generator<Piece> {
  if (!beginsJson(text)) {
    for (const line of splitLines(text)) yield { line: lineFromText(line, defaults) };
    return;
  }
  for (const { value, reason, from, to } of splitJson(text)) {
    if (reason === undefined) {
      if (value !== null) yield { line: lineFromValue(value, defaults) };
    } else if (reason === "invalid_json") {
      // What cannot be read as JSON is still what somebody wrote.
      yield { line: lineFromText(text.slice(from, to).trim(), defaults) };
    } else {
      const sample = text.slice(from, Math.min(to, from + MAX_SAMPLE));
      yield { refused: { reason, sample, bytes: to - from } };
    }
  }
}

/** An object, a list, a text, or the mark that RFC 7464 puts before each of them. */
function beginsJson(text: string): boolean {
  const first = text.slice(0, 100).replace("\ufeff", "").trimStart().charAt(0);
  return first !== "" && '[{"\u001e'.includes(first);
}

function* splitLines(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf("\n", from);
    const to = newline === -1 ? text.length : newline;
    const line = text.slice(from, text.charCodeAt(to - 1) === 0x0d ? to - 1 : to);
    if (line.trim() !== "") yield line;
    from = to + 1;
  }
}

function readDefaults(query: URLSearchParams): LineDefaults {
  const given = (name: string) => query.get(name) || undefined;
  return {
    time: BigInt(Date.now()) * 1_000_000n,
    level: given("level"),
    host: given("host"),
    service: given("service"),
    logger: given("logger"),
    source: given("source"),
  };
}
