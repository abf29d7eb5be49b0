import { ByteQueue } from "@/lib/logs/parse/framing/byte-queue";
import { type Frame, type Framer, SAMPLE_BYTES } from "@/lib/logs/parse/framing/frames";
import { splitGlued } from "./split-glued";

const LF = 0x0a;
const BLANK = 0x20;
const LESS = 0x3c;
const MAX_DIGITS = 10;

/** A message that is longer than the limit and is passed over: up to a newline, or for so many bytes. */
interface Skipped {
  left: number | "line";
  sample: Buffer;
  size: number;
}

/**
 * Cuts a TCP stream of syslog into messages of at most `maxBytes`. Each may be counted (`66 <11>1 …`; RFC 6587, 3.4.1; a newline at its
 * end is part of it) or end with a newline; one that has neither is flushed on silence, and what several writes of such
 * a sender glued together is cut where a header begins.
 */
export function frameSyslog(maxBytes: number): Framer {
  const queue = new ByteQueue();
  /** How far the waiting bytes were searched for a newline in vain. */
  let searched = 0;
  let skipped: Skipped | undefined;

  function skip(): Frame | undefined {
    if (!skipped) return undefined;
    const line = skipped.left === "line" ? queue.bytes.indexOf(LF) : -1;
    const size =
      skipped.left !== "line" ? Math.min(skipped.left, queue.length) : line === -1 ? queue.length : line;
    skipped.size += size;
    const isDone = skipped.left === "line" ? line !== -1 : size === skipped.left;
    if (skipped.left !== "line") skipped.left -= size;
    queue.drop(line === -1 ? size : size + 1);
    return isDone ? endSkip() : undefined;
  }

  function endSkip(): Frame | undefined {
    const frame = skipped && { bytes: skipped.sample, tooLarge: skipped.size };
    skipped = undefined;
    return frame;
  }

  function startSkip(left: number | "line"): void {
    skipped = { left, sample: Buffer.from(queue.bytes.subarray(0, SAMPLE_BYTES)), size: 0 };
    searched = 0;
  }

  /** The next whole message; undefined when there is none, or when it must be passed over first. */
  function next(): Frame | undefined {
    const count = readCount(queue.bytes);
    if (count === "more") return undefined;
    if (count) {
      if (count.size > maxBytes) {
        queue.drop(count.digits);
        startSkip(count.size);
        return undefined;
      }
      if (queue.length < count.digits + count.size) return undefined;
      queue.drop(count.digits);
      return { bytes: queue.take(count.size) };
    }
    const line = queue.bytes.indexOf(LF, searched);
    searched = line === -1 ? queue.length : 0;
    if ((line === -1 ? queue.length : line) > maxBytes) startSkip("line");
    else if (line !== -1) {
      const bytes = queue.take(line);
      queue.drop(1);
      return { bytes };
    }
    return undefined;
  }

  return {
    get held() {
      return queue.length;
    },
    push(bytes) {
      queue.push(bytes);
      const frames: Frame[] = [];
      for (;;) {
        const wasSkipping = skipped !== undefined;
        const frame = wasSkipping ? skip() : (dropBetween(queue, searched), next());
        if (frame) frames.push(frame);
        else if (queue.length === 0 || wasSkipping || !skipped) return frames;
      }
    },
    flush(isEnd) {
      if (isEnd && skipped) return [endSkip()].flatMap((frame) => frame ?? []);
      // Who counts will send the rest; who does not has sent all there is.
      if (queue.length === 0 || skipped || (!isEnd && readCount(queue.bytes) !== undefined)) return [];
      searched = 0;
      const count = readCount(queue.bytes);
      if (typeof count === "object") queue.drop(count.digits);
      return splitGlued(queue.take(queue.length)).map((bytes) => ({ bytes }));
    },
  };
}

/** Between messages empty lines mean nothing. */
function dropBetween(queue: ByteQueue, searched: number): void {
  if (searched > 0) return;
  const { bytes } = queue;
  let count = 0;
  while (count < bytes.length && isBetween(bytes[count])) count++;
  if (count > 0) queue.drop(count);
}

function isBetween(code: number | undefined): boolean {
  return code === LF || code === 0x0d || code === 0;
}

/** `66 <`: a line of text can begin with a number too, but not go on like that. `more` while that can't be told yet. */
function readCount(bytes: Buffer): { size: number; digits: number } | "more" | undefined {
  let size = 0;
  let at = 0;
  for (; at < MAX_DIGITS; at++) {
    const digit = (bytes[at] ?? -1) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    size = size * 10 + digit;
  }
  if (at === bytes.length) return at > 0 ? "more" : undefined;
  if (at === 0 || size === 0 || bytes[at] !== BLANK) return undefined;
  if (at + 1 === bytes.length) return "more";
  return bytes[at + 1] === LESS ? { size, digits: at + 1 } : undefined;
}
