import * as zlib from "node:zlib";
import { ProtocolError } from "./protocol-error";
import { ZstdError } from "./zstd/bits";
import { decompress } from "./zstd/decompress";
import { ZstdTooLarge } from "./zstd/output";

type Decoded = { buffer: Buffer; engine: { bytesWritten: number } };

/** What Node has from 22.15 on; our types are those of Node 20. */
interface NativeZstd {
  zstdDecompress(
    data: Uint8Array,
    options: { info: true; maxOutputLength: number; params: Record<number, number> },
    done: (error: (Error & { code?: string }) | null, result: Decoded) => void,
  ): void;
  constants: { ZSTD_d_windowLogMax: number };
}

const MAX_WINDOW_LOG = 23;
const MAX_FRAMES = 1_000;

/**
 * Zstandard with Node's own decoder where there is one, else with ours. Windows above 8 MiB are refused.
 * Throws 413 `too_large` above `maxBytes` over all frames, 400 `invalid_encoding` for anything broken.
 */
export async function decodeZstd(raw: Uint8Array, maxBytes: number): Promise<Buffer> {
  const native = zlib as unknown as Partial<NativeZstd>;
  return native.zstdDecompress
    ? decodeNatively(native as NativeZstd, raw, maxBytes)
    : decodePortably(raw, maxBytes);
}

/** The decoder that needs nothing of Node. */
export async function decodePortably(raw: Uint8Array, maxBytes: number): Promise<Buffer> {
  try {
    return await decompress(raw, maxBytes);
  } catch (error) {
    if (error instanceof ZstdTooLarge) throw tooLarge(maxBytes);
    if (error instanceof ZstdError) throw invalid("the stream is damaged or cut off");
    throw error;
  }
}

/** Node stops after the first frame, and says how far it came. */
async function decodeNatively(native: NativeZstd, raw: Uint8Array, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let position = 0;
  let size = 0;
  do {
    if (parts.length === MAX_FRAMES) throw invalid("there are too many frames");
    const { buffer, engine } = await decodeFrame(native, raw.subarray(position), maxBytes - size);
    if (engine.bytesWritten === 0) throw invalid("the stream is damaged");
    parts.push(buffer);
    size += buffer.length;
    position += engine.bytesWritten;
  } while (position < raw.length);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function decodeFrame(native: NativeZstd, raw: Uint8Array, maxBytes: number): Promise<Decoded> {
  const options = {
    info: true,
    maxOutputLength: Math.max(maxBytes, 1),
    params: { [native.constants.ZSTD_d_windowLogMax]: MAX_WINDOW_LOG },
  } as const;
  return new Promise((resolve, reject) => {
    native.zstdDecompress(raw, options, (error, result) => {
      if (!error) resolve(result);
      else if (error.code === "ERR_BUFFER_TOO_LARGE") reject(tooLarge(maxBytes));
      else reject(invalid("the stream is damaged or cut off"));
    });
  });
}

function tooLarge(maxBytes: number): ProtocolError {
  return new ProtocolError(413, "too_large", "body is too large", [
    `at most ${maxBytes} bytes after decoding`,
  ]);
}

function invalid(cause: string): ProtocolError {
  return new ProtocolError(400, "invalid_encoding", "invalid content encoding", [cause]);
}
