import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { respondJson } from "@/lib/ingest/respond";
import { acceptLines } from "@/lib/logs/ingest/accept-lines";
import { rejectLines } from "@/lib/logs/ingest/reject-lines";
import type { LogLine } from "@/lib/logs/line";
import { type LineDefaults, lineFromText, lineFromValue } from "@/lib/logs/parse/from-object";
import { splitJson } from "@/lib/logs/parse/split-json";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { authenticateSender } from "./authenticate-sender";
import { breather } from "./breather";
import type { LogDoor } from "./match-log-door";
import { newWire, readLogBody } from "./read-log-body";

/** More lines than any body of a sender that sends on time. */
const MAX_LINES = 250_000;
const DOOR = "generic";

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
    const key = await authenticateSender(request, door);
    const body = await readCounted(request, key);
    const { lines, rejected } = await readLines(body, request, key);
    await acceptLines(key, lines, { door: DOOR, remote: request.remoteAddress, rawBytes: body.byteLength });
    return respondJson(200, { accepted: lines.length, rejected });
  },
};

/** The body; one that is refused stands on the Rejected page. */
async function readCounted(request: ActiveRequest, key: KeyEntry): Promise<Buffer> {
  const wire = newWire();
  try {
    return await readLogBody(request, wire);
  } catch (error) {
    if (error instanceof ProtocolError) {
      const { reason, message: detail } = error;
      rejectLines(key, { door: DOOR, reason, detail, remote: request.remoteAddress, ...wire });
    }
    throw error;
  }
}

async function readLines(
  body: Buffer,
  request: ActiveRequest,
  key: KeyEntry,
): Promise<{ lines: LogLine[]; rejected: number }> {
  const defaults = readDefaults(request.query);
  const text = body.toString();
  const lines: LogLine[] = [];
  const rest = breather();
  let rejected = 0;
  if (!beginsJson(text)) {
    for (const line of splitLines(text)) {
      lines.push(lineFromText(line, defaults));
      checkCount(lines);
      const pause = rest();
      if (pause) await pause;
    }
    return { lines, rejected };
  }
  for (const piece of splitJson(text)) {
    if (piece.reason === undefined) {
      if (piece.value !== null) lines.push(lineFromValue(piece.value, defaults));
    } else if (piece.reason === "invalid_json") {
      // What cannot be read as JSON is still what somebody wrote.
      lines.push(lineFromText(text.slice(piece.from, piece.to).trim(), defaults));
    } else {
      const sample = text.slice(piece.from, Math.min(piece.to, piece.from + 8_192));
      const detail = "A value has more than 128 levels, 100,000 parts or 4 MiB.";
      const bytes = piece.to - piece.from;
      rejectLines(key, {
        door: DOOR,
        reason: piece.reason,
        detail,
        remote: request.remoteAddress,
        sample,
        bytes,
      });
      rejected++;
    }
    checkCount(lines);
    const pause = rest();
    if (pause) await pause;
  }
  return { lines, rejected };
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

function checkCount(lines: LogLine[]): void {
  if (lines.length > MAX_LINES) {
    throw new ProtocolError(413, "too_large", `a request holds more than ${MAX_LINES} lines`);
  }
}
