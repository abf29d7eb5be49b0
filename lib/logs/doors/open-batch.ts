import type { KeyEntry } from "@/lib/ingest/key-directory";
import type { ActiveRequest } from "@/lib/ingest/request";
import { acceptLines } from "@/lib/logs/ingest/accept-lines";
import { rejectLines } from "@/lib/logs/ingest/reject-lines";
import type { LogLine } from "@/lib/logs/line";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { authenticateSender } from "./authenticate-sender";
import { breather } from "./breather";
import { sentenceOf } from "./describe-refusal";
import type { LogDoor } from "./match-log-door";
import { newWire, readLogBody } from "./read-log-body";

/** More than any body of a sender that sends on time. */
const MAX_PIECES = 250_000;
/** The beginning of what is refused is kept; no more of it need be handed over. */
const MAX_SAMPLE = 8_192;

/** An authenticated request with lines, its body read. */
export interface Batch {
  body: Buffer;
  /** The arrival, in nanoseconds since 1970. */
  arrival: bigint;
  /**
   * All that a lazy reader gives, with rests in between. What it throws stands on the Rejected page with the beginning of the body.
   * Throws 413 beyond 250,000.
   */
  read<T>(open: () => Iterable<T>): Promise<T[]>;
  /** Stores lines; returns when they are durable. Throws what `acceptLines` throws. */
  accept(lines: LogLine[]): Promise<void>;
  /** Puts one thing that was sent on the Rejected page; `bytes` where the sample is not all of it. */
  reject(reason: string, detail: string, sample: string | Buffer, bytes?: number): void;
}

/** Authenticates the sender of a request and reads its body. Throws what `authenticateSender` and `readLogBody` throw. */
export async function openBatch(request: ActiveRequest, door: LogDoor): Promise<Batch> {
  const key = await authenticateSender(request, door);
  const reject = rejecter(key, request, door);
  const wire = newWire();
  const body = await noting(
    (reason, detail) => reject(reason, detail, wire.sample, wire.bytes),
    () => readLogBody(request, wire),
  );
  return {
    body,
    arrival: BigInt(Date.now()) * 1_000_000n,
    reject,
    read: (open) =>
      noting(
        (reason, detail) => reject(reason, detail, body),
        () => readAll(open),
      ),
    accept: (lines) =>
      acceptLines(key, lines, { door: door.name, remote: request.remoteAddress, rawBytes: body.length }),
  };
}

function rejecter(key: KeyEntry, { remoteAddress: remote }: ActiveRequest, door: LogDoor): Batch["reject"] {
  return (reason, detail, sample, bytes = Buffer.byteLength(sample)) => {
    rejectLines(key, { door: door.name, reason, detail, remote, sample: cut(sample), bytes });
  };
}

function cut(sample: string | Buffer): string | Buffer {
  return typeof sample === "string" ? sample.slice(0, MAX_SAMPLE) : sample.subarray(0, MAX_SAMPLE);
}

async function noting<T>(
  reject: (reason: string, detail: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProtocolError) reject(error.reason, sentenceOf(error));
    throw error;
  }
}

async function readAll<T>(open: () => Iterable<T>): Promise<T[]> {
  const all: T[] = [];
  const rest = breather();
  for (const piece of open()) {
    all.push(piece);
    if (all.length > MAX_PIECES)
      throw new ProtocolError(413, "too_large", `a request holds more than ${MAX_PIECES} lines`);
    const pause = rest();
    if (pause) await pause;
  }
  return all;
}
