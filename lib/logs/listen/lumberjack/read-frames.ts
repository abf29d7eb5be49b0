import { ByteQueue } from "@/lib/logs/parse/framing/byte-queue";
import { SAMPLE_BYTES } from "@/lib/logs/parse/framing/frames";

/** One frame of Lumberjack. `version` is what the sender speaks, 1 or 2: answers have it too. */
export type LumberjackFrame = { version: 1 | 2 } & (
  | { kind: "window"; size: number }
  | { kind: "entry"; sequence: number; entry: Entry }
  | { kind: "compressed"; bytes: Buffer }
);

/** A line: JSON in version 2, pairs in version 1; of one that is too large its beginning, and its size. */
export type Entry =
  | { json: Buffer }
  | { fields: Record<string, string>; size: number }
  | { tooLarge: number; sample: Buffer };

/** What is no frame. The stream can't be read on: where the next one begins is not known. */
export class FrameError extends Error {
  override readonly name = "FrameError";
  /** How it begins. */
  sample = Buffer.alloc(0);

  constructor(
    readonly reason: "not_lumberjack" | "invalid_frame" | "too_large",
    message: string,
  ) {
    super(message);
  }
}

export interface FrameLimits {
  /** Of one line. */
  entryBytes: number;
  /** Of a compressed frame as it is sent. */
  compressedBytes: number;
}

/** Reads frames as they come. */
export interface FrameReader {
  /** The frames that are complete with these bytes, read as they are asked for; ask for all. Throws `FrameError`. */
  push(bytes: Buffer): Iterable<LumberjackFrame>;
  /** Bytes held. */
  readonly held: number;
}

const MAX_PAIRS = 1_000;
const MAX_WINDOW = 1_000_000;
const TLS_HANDSHAKE = 0x16;
/** Version, type, number. */
const HEAD = 6;
/** Thrown when more bytes are needed. */
const MORE = Symbol("more");

/**
 * Cuts a stream into frames (PROTOCOL.md of logstash-input-beats): a digit for the version, a letter for the type, then `W`
 * number of lines in the window, `J` sequence, length, JSON, `D` sequence, pairs of texts, `C` length, zlib of whole frames,
 * in which `C` is not allowed (`isInner`). Numbers have four bytes, the highest first.
 */
export function readFrames(limits: FrameLimits, { isInner = false } = {}): FrameReader {
  const queue = new ByteQueue();
  let skipped: { version: 1 | 2; sequence: number; sample: Buffer; size: number; left: number } | undefined;

  function next(): LumberjackFrame | undefined {
    if (skipped) return skip();
    const { bytes } = queue;
    if (bytes.length === 0) return undefined;
    const version = readVersion(bytes[0] as number);
    if (bytes.length < HEAD) return undefined;
    const number = bytes.readUInt32BE(2);
    switch (String.fromCharCode(bytes[1] as number)) {
      case "W":
        if (number > MAX_WINDOW)
          throw new FrameError("invalid_frame", `a window of ${number} lines is too large`);
        queue.drop(HEAD);
        return { version, kind: "window", size: number };
      case "J":
        return readJson(version, number, bytes);
      case "D":
        return readPairs(version, number, bytes);
      case "C":
        return readCompressed(version, number, bytes);
      default:
        throw new FrameError("invalid_frame", `there is no frame of type ${bytes[1]}`);
    }
  }

  function readJson(version: 1 | 2, sequence: number, bytes: Buffer): LumberjackFrame | undefined {
    if (bytes.length < HEAD + 4) return undefined;
    const size = bytes.readUInt32BE(HEAD);
    if (size > limits.entryBytes) {
      queue.drop(HEAD + 4);
      skipped = { version, sequence, sample: Buffer.alloc(0), size, left: size };
      return skip();
    }
    if (bytes.length < HEAD + 4 + size) return undefined;
    queue.drop(HEAD + 4);
    return { version, kind: "entry", sequence, entry: { json: queue.take(size) } };
  }

  /** Passes over a line that is too large; the sender must hear that it was taken, or it comes again for ever. */
  function skip(): LumberjackFrame | undefined {
    if (!skipped) return undefined;
    const missing = SAMPLE_BYTES - skipped.sample.length;
    const count = Math.min(skipped.left, queue.length);
    if (missing > 0)
      skipped.sample = Buffer.concat([skipped.sample, queue.bytes.subarray(0, Math.min(count, missing))]);
    queue.drop(count);
    skipped.left -= count;
    if (skipped.left > 0) return undefined;
    const { version, sequence, sample, size } = skipped;
    skipped = undefined;
    return { version, kind: "entry", sequence, entry: { tooLarge: size, sample } };
  }

  function readPairs(version: 1 | 2, sequence: number, bytes: Buffer): LumberjackFrame | undefined {
    if (bytes.length < HEAD + 4) return undefined;
    const count = bytes.readUInt32BE(HEAD);
    if (count > MAX_PAIRS) throw new FrameError("invalid_frame", `a line of ${count} pairs is too large`);
    const pairs = new Map<string, string>();
    let at = HEAD + 4;
    try {
      for (let pair = 0; pair < count; pair++) {
        const key = readText(bytes, at, limits.entryBytes);
        const value = readText(bytes, key.end, limits.entryBytes);
        pairs.set(key.text(), value.text());
        at = value.end;
      }
    } catch (error) {
      if (error === MORE) return undefined;
      throw error;
    }
    queue.drop(at);
    const entry = { fields: Object.fromEntries(pairs), size: at - HEAD };
    return { version, kind: "entry", sequence, entry };
  }

  function readCompressed(version: 1 | 2, size: number, bytes: Buffer): LumberjackFrame | undefined {
    if (isInner) throw new FrameError("invalid_frame", "a compressed frame stands in a compressed frame");
    if (size > limits.compressedBytes)
      throw new FrameError("too_large", `a compressed frame of ${size} bytes is larger than is taken`);
    if (bytes.length < HEAD + size) return undefined;
    queue.drop(HEAD);
    return { version, kind: "compressed", bytes: queue.take(size) };
  }

  return {
    get held() {
      return queue.length;
    },
    *push(bytes) {
      queue.push(bytes);
      try {
        for (let frame = next(); frame; frame = next()) yield frame;
      } catch (error) {
        if (error instanceof FrameError) error.sample = Buffer.from(queue.bytes.subarray(0, SAMPLE_BYTES));
        throw error;
      }
    },
  };
}

function readVersion(byte: number): 1 | 2 {
  if (byte === 0x31) return 1;
  if (byte === 0x32) return 2;
  throw new FrameError(
    "not_lumberjack",
    byte === TLS_HANDSHAKE
      ? "the sender speaks TLS, this port does not: switch it off in the sender's output"
      : `a frame begins with its version, 1 or 2, not with the byte ${byte}`,
  );
}

/** A length and as many bytes, which become a text when all of the line is there. Throws `MORE`. */
function readText(bytes: Buffer, at: number, maxEnd: number): { end: number; text(): string } {
  if (bytes.length < at + 4) throw MORE;
  const end = at + 4 + bytes.readUInt32BE(at);
  if (end > maxEnd) throw new FrameError("too_large", `a line of pairs is larger than ${maxEnd} bytes`);
  if (bytes.length < end) throw MORE;
  return { end, text: () => bytes.toString("utf8", at + 4, end) };
}
