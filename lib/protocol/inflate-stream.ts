import { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { asProtocolError, endedEarly, isZlib, tooLarge } from "./decode-body";

type StreamEncoding = "gzip" | "deflate" | "br";

const PIECE_BYTES = 256 * 1024;

/**
 * Unpacks a body while it arrives, so that neither a long one nor a bomb takes more memory than one piece. `head` is what
 * was read of it already (at least two bytes), `rest` what is still to come; `maxBytes` caps the output over all gzip
 * members. Throws 413 `too_large`, 400 `invalid_encoding`, and whatever reading `rest` throws.
 */
export async function* inflateStream(
  head: Buffer,
  rest: AsyncIterable<Uint8Array>,
  { encoding, maxBytes }: { encoding: StreamEncoding; maxBytes: number },
): AsyncGenerator<Buffer> {
  const sent = { bytes: 0, isComplete: false, failure: undefined as unknown };
  const source = Readable.from(watch(), { objectMode: false });
  const decoder = openDecoder(encoding, head);
  source.once("error", (error) => decoder.destroy(error));
  let size = 0;
  try {
    for await (const piece of source.pipe(decoder) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield piece;
    }
  } catch (error) {
    throw sent.failure ?? asProtocolError(error, maxBytes);
  } finally {
    source.destroy();
  }
  if (!sent.isComplete || decoder.bytesWritten !== sent.bytes) throw endedEarly();

  async function* watch(): AsyncGenerator<Uint8Array> {
    try {
      sent.bytes += head.length;
      yield head;
      for await (const chunk of rest) {
        sent.bytes += chunk.byteLength;
        yield chunk;
      }
      sent.isComplete = true;
    } catch (error) {
      sent.failure = error;
      throw error;
    }
  }
}

function openDecoder(encoding: StreamEncoding, head: Buffer) {
  const options = { chunkSize: PIECE_BYTES };
  if (encoding === "gzip") return createGunzip(options);
  if (encoding === "br") return createBrotliDecompress(options);
  return isZlib(head) ? createInflate(options) : createInflateRaw(options);
}

/**
 * What a decoder may take in memory: its window and two pieces. A few bytes of brotli can ask for 16 MiB, so the window is
 * read from the first of them (RFC 7932, 9.1).
 */
export function decoderBytes(encoding: StreamEncoding, head: Buffer): number {
  return 2 * PIECE_BYTES + (encoding === "br" ? 2 ** brotliWindowBits(head[0] ?? 0) : 32 * 1024);
}

function brotliWindowBits(first: number): number {
  if ((first & 1) === 0) return 16;
  const short = (first >> 1) & 7;
  const long = (first >> 4) & 7;
  if (short > 0) return 17 + short;
  return long === 0 ? 17 : 8 + long;
}
