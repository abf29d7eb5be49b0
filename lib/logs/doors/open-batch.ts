import { countOutcome } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import type { ActiveRequest } from "@/lib/ingest/request";
import type { Reservation } from "@/lib/ingest/reserve-memory";
import { acceptLines } from "@/lib/logs/ingest/accept-lines";
import { rejectLines } from "@/lib/logs/ingest/reject-lines";
import { VALUE_BYTES, weighLine } from "@/lib/logs/ingest/weigh-line";
import type { LogLine } from "@/lib/logs/line";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { authenticateSender } from "./authenticate-sender";
import { breather } from "@/lib/logs/breather";
import { sentenceOf } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { newWire, readLogBody } from "./read-log-body";

/** More than any body of a sender that sends on time. */
const MAX_PIECES = 250_000;
/** What is no line takes as much as the object that says so. */
const NO_LINE_BYTES = 512;
/** Memory is asked for when so much more is needed. */
const STEP_BYTES = 64 * 1024;
/** The beginning of what is refused is kept; no more of it need be handed over. */
const MAX_SAMPLE = 8_192;

/** What a reader gives: a line, something with a line or without, or nothing that could be a line. */
type Piece = LogLine | { line?: LogLine } | null;

/** An authenticated request with lines, its body read. */
export interface Batch {
  body: Buffer;
  /** The arrival, in nanoseconds since 1970. */
  arrival: bigint;
  /**
   * All that a lazy reader gives, with rests in between; what that takes is held in `request.memory` as it is read. What it throws
   * stands on the Rejected page with the beginning of the body. Throws 413 beyond 250,000, `OverloadError`.
   */
  read<T extends Piece>(open: () => Iterable<T>): Promise<T[]>;
  /** Holds the memory of so many values that a parser is about to make. Throws `OverloadError`. */
  holdValues: (count: number) => void;
  /** Stores lines; returns when they are durable. Throws what `acceptLines` throws. */
  accept(lines: LogLine[]): Promise<void>;
  /** Puts what was sent on the Rejected page, and counts its lines. */
  reject(reason: string, detail: string, sample: string | Buffer, size?: RejectedSize): void;
}

/** How much it is that is refused. */
interface RejectedSize {
  /** Where the sample is not all of it. */
  bytes?: number;
  /** Where it is not one line. */
  lines?: number;
}

/** Authenticates the sender of a request and reads its body. Throws what `authenticateSender` and `readLogBody` throw. */
export async function openBatch(request: ActiveRequest, door: LogDoor): Promise<Batch> {
  const key = await authenticateSender(request, door);
  const reject = rejecter(key, request, door);
  const wire = newWire();
  const note = (sample: Buffer, bytes: number) => (error: unknown) => {
    if (error instanceof ProtocolError) reject(error.reason, sentenceOf(error), sample, { bytes });
    // Nobody knows how many lines it would have been.
    else if (error instanceof RateLimitError)
      countOutcome(key, { category: "log_item", outcome: "rate_limited", reason: error.reason });
    throw error;
  };
  const body = await readLogBody(request, wire).catch((error: unknown) =>
    note(wire.sample, wire.bytes)(error),
  );
  return {
    body,
    arrival: BigInt(Date.now()) * 1_000_000n,
    reject,
    holdValues: (count) => request.memory.add(count * VALUE_BYTES),
    read: (open) => readAll(open, request.memory).catch(note(body, body.length)),
    accept: (lines) =>
      acceptLines(key, lines, { door: door.name, remote: request.remoteAddress, rawBytes: body.length }),
  };
}

function rejecter(key: KeyEntry, { remoteAddress: remote }: ActiveRequest, door: LogDoor): Batch["reject"] {
  return (reason, detail, sample, { bytes = Buffer.byteLength(sample), lines } = {}) => {
    rejectLines(key, { door: door.name, reason, detail, remote, sample: cut(sample), bytes, lines });
  };
}

function cut(sample: string | Buffer): string | Buffer {
  return typeof sample === "string" ? sample.slice(0, MAX_SAMPLE) : sample.subarray(0, MAX_SAMPLE);
}

async function readAll<T extends Piece>(open: () => Iterable<T>, memory: Reservation): Promise<T[]> {
  const all: T[] = [];
  const rest = breather();
  let bytes = 0;
  for (const piece of open()) {
    bytes += weighPiece(piece);
    if (bytes >= STEP_BYTES) {
      memory.add(bytes);
      bytes = 0;
    }
    all.push(piece);
    if (all.length > MAX_PIECES)
      throw new ProtocolError(413, "too_large", `a request holds more than ${MAX_PIECES} lines`);
    const pause = rest();
    if (pause) await pause;
  }
  memory.add(bytes);
  return all;
}

function weighPiece(piece: Piece): number {
  const line = piece === null || "time" in piece ? piece : piece.line;
  return line ? weighLine(line) : NO_LINE_BYTES;
}
