import {
  type BrotliOptions,
  brotliDecompress,
  brotliDecompressSync,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
  type InputType,
  type ZlibOptions,
} from "node:zlib";
import { chooseEncoding, type Encoding } from "./choose-encoding";
import { decodeZstd } from "./decode-zstd";
import { ProtocolError } from "./protocol-error";

/** Up to this size of output the decoder runs on the spot: a trip to the thread pool costs six times as much. */
export const INLINE_BYTES = 256 * 1024;

/**
 * The body without its `Content-Encoding`, one layer only. `maxBytes` caps the output (over all gzip members or zstd
 * frames); decoding stops there, so a bomb costs no more memory than an honest body of that size.
 * Throws 413 `too_large`, 415 `unsupported_encoding`, or 400 `invalid_encoding` for bytes that are broken, cut off or
 * followed by something else.
 */
export async function decodeBody(
  raw: Uint8Array,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = chooseEncoding(contentEncoding);
  if (encoding === "identity") {
    if (raw.length > maxBytes) throw tooLarge(maxBytes);
    return Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  }
  if (encoding === "zstd") return decodeZstd(raw, maxBytes);
  return inflateBody(raw, encoding, maxBytes);
}

type Options = ZlibOptions & BrotliOptions & { info: true };
/** What zlib hands over with the option `info`, which its types do not know. */
interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}
type InflateSync = (data: InputType, options: Options) => unknown;
type Inflate = (
  data: InputType,
  options: Options,
  done: (error: Error | null, result: unknown) => void,
) => void;

async function inflateBody(
  raw: Uint8Array,
  encoding: Exclude<Encoding, "identity" | "zstd">,
  maxBytes: number,
): Promise<Buffer> {
  const [decode, decodeSync] = codecFor(raw, encoding);
  try {
    return complete(
      decodeSync(raw, { info: true, maxOutputLength: Math.min(maxBytes, INLINE_BYTES) || 1 }),
      raw,
    );
  } catch (error) {
    if (!isTooLarge(error)) throw asProtocolError(error, maxBytes);
    if (maxBytes <= INLINE_BYTES) throw tooLarge(maxBytes);
  }
  return new Promise((resolve, reject) => {
    decode(raw, { info: true, maxOutputLength: maxBytes, chunkSize: 64 * 1024 }, (error, result) => {
      try {
        if (error) throw error;
        resolve(complete(result, raw));
      } catch (failure) {
        reject(asProtocolError(failure, maxBytes));
      }
    });
  });
}

function codecFor(raw: Uint8Array, encoding: "gzip" | "deflate" | "br"): [Inflate, InflateSync] {
  if (encoding === "gzip") return [gunzip, gunzipSync];
  if (encoding === "br") return [brotliDecompress, brotliDecompressSync];
  // "deflate" means zlib-wrapped (RFC 1950), but some clients send raw deflate.
  return isZlib(raw) ? [inflate, inflateSync] : [inflateRaw, inflateRawSync];
}

/** A zlib header: method 8 and a checksum over two bytes. */
export function isZlib(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

function complete(result: unknown, raw: Uint8Array): Buffer {
  const { buffer, engine } = result as Inflated;
  if (engine.bytesWritten !== raw.length) throw endedEarly();
  return buffer;
}

/** For a stream that is followed by something else. */
export function endedEarly(): ProtocolError {
  return invalidEncoding("there are bytes after the end of the stream");
}

function isTooLarge(error: unknown): boolean {
  return (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
}

/** What an error of zlib means to the client. */
export function asProtocolError(error: unknown, maxBytes: number): ProtocolError {
  if (error instanceof ProtocolError) return error;
  if (isTooLarge(error)) return tooLarge(maxBytes);
  const truncated = (error as { code?: unknown }).code === "Z_BUF_ERROR";
  return invalidEncoding(truncated ? "the stream is cut off" : "the stream is damaged");
}

/** For a body beyond `maxBytes`. */
export function tooLarge(maxBytes: number): ProtocolError {
  return new ProtocolError(413, "too_large", "body is too large", [
    `at most ${maxBytes} bytes after decoding`,
  ]);
}

function invalidEncoding(cause: string): ProtocolError {
  return new ProtocolError(400, "invalid_encoding", "invalid content encoding", [cause]);
}
