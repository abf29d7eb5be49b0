import { ProtocolError } from "@/lib/protocol/protocol-error";

/** A copy of three bytes gives 64 at most: what claims to unfold further is a lie, and no memory is taken for it. */
const MOST_PER_BYTE = 22;

/**
 * A block of Snappy (not its framing format) unpacked (google/snappy, format_description.txt).
 * Throws 413 `too_large` above `maxBytes`, before any memory is taken, and 400 `invalid_encoding` for anything broken.
 * `claimed` is told how much memory it will be; what it throws is thrown.
 */
export function decompress(raw: Uint8Array, maxBytes: number, claimed?: (bytes: number) => void): Buffer {
  const head = readLength(raw);
  if (head.length > maxBytes)
    throw new ProtocolError(413, "too_large", "body is too large", [
      `at most ${maxBytes} bytes after decoding`,
    ]);
  if (head.length > (raw.length - head.end) * MOST_PER_BYTE) throw invalid("the stream is cut off");
  claimed?.(head.length);
  const out = Buffer.allocUnsafe(head.length);
  let to = 0;
  let at = head.end;
  while (at < raw.length) {
    const tag = raw[at++] as number;
    const kind = tag & 3;
    let length: number;
    if (kind === 0) {
      const bytes = Math.max(0, (tag >> 2) - 59);
      length = (bytes === 0 ? tag >> 2 : readNumber(raw, at, bytes)) + 1;
      at += bytes;
      if (length > raw.length - at || length > out.length - to) throw invalid("a literal is too long");
      out.set(raw.subarray(at, at + length), to);
      at += length;
    } else {
      const bytes = kind === 3 ? 4 : kind;
      length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
      const offset = readNumber(raw, at, bytes) + (kind === 1 ? (tag >> 5) * 256 : 0);
      at += bytes;
      if (offset === 0 || offset > to) throw invalid("a copy begins before the text");
      if (length > out.length - to) throw invalid("a copy is too long");
      // A copy may reach into what it writes: byte by byte.
      for (let end = to + length, index = to; index < end; index++)
        out[index] = out[index - offset] as number;
    }
    to += length;
  }
  if (to !== out.length) throw invalid("the stream is cut off");
  return out;
}

function readLength(raw: Uint8Array): { length: number; end: number } {
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = raw[index];
    if (byte === undefined) break;
    length += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return { length, end: index + 1 };
  }
  throw invalid("it does not begin with a length");
}

/** Little-endian, of one to four bytes. */
function readNumber(raw: Uint8Array, at: number, bytes: number): number {
  if (at + bytes > raw.length) throw invalid("the stream is cut off");
  let value = 0;
  for (let index = 0; index < bytes; index++) value += (raw[at + index] as number) * 256 ** index;
  return value;
}

function invalid(cause: string): ProtocolError {
  return new ProtocolError(400, "invalid_encoding", "invalid snappy block", [cause]);
}
