import * as zlib from "node:zlib";
import { ProtocolError } from "./protocol-error";

interface ZstdApi {
  zstdDecompress(
    data: Uint8Array,
    options: { info: true; maxOutputLength: number; params: Record<number, number> },
    done: (
      error: (Error & { code?: string }) | null,
      result: { buffer: Buffer; engine: { bytesWritten: number } },
    ) => void,
  ): void;
  constants: { ZSTD_d_windowLogMax: number };
}

const MAX_WINDOW_LOG = 23;
const MAX_FRAMES = 1_000;

/**
 * Zstandard frames, decoded off the loop; windows above 8 MiB are refused.
 * Throws 413 `too_large` above `maxBytes`, 400 `invalid_encoding` for broken input.
 */
export async function decodeZstd(raw: Uint8Array, maxBytes: number): Promise<Buffer> {
  const api = zlib as unknown as Partial<ZstdApi>;
  if (!api.zstdDecompress)
    throw new ProtocolError(415, "unsupported_encoding", "unsupported content encoding");
  const parts: Buffer[] = [];
  let position = 0;
  let size = 0;
  do {
    if (parts.length === MAX_FRAMES) throw invalid("there are too many frames");
    const { buffer, consumed } = await decodeFrame(api as ZstdApi, raw.subarray(position), maxBytes - size);
    if (consumed === 0) throw invalid("the stream is damaged");
    parts.push(buffer);
    size += buffer.length;
    position += consumed;
  } while (position < raw.length);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function decodeFrame(
  api: ZstdApi,
  raw: Uint8Array,
  maxBytes: number,
): Promise<{ buffer: Buffer; consumed: number }> {
  const params = { [api.constants.ZSTD_d_windowLogMax]: MAX_WINDOW_LOG };
  return new Promise((resolve, reject) => {
    api.zstdDecompress(
      raw,
      { info: true, maxOutputLength: Math.max(maxBytes, 1), params },
      (error, result) => {
        if (!error) resolve({ buffer: result.buffer, consumed: result.engine.bytesWritten });
        else if (error.code === "ERR_BUFFER_TOO_LARGE")
          reject(new ProtocolError(413, "too_large", "body is too large"));
        else reject(invalid("the stream is damaged or cut off"));
      },
    );
  });
}

function invalid(cause: string): ProtocolError {
  return new ProtocolError(400, "invalid_encoding", "invalid content encoding", [cause]);
}
