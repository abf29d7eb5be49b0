import { ProtocolError } from "@/lib/protocol/protocol-error";
import type { ActiveRequest } from "./request";

/**
 * The body of a request as it was sent, piece by piece. Throws 413 as soon as it is announced or found to be longer than
 * `maxBytes`, 400 `aborted` when the client hangs up, 408 `too_slow` when it drips.
 */
export async function* readWire(request: ActiveRequest, maxBytes: number): AsyncGenerator<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  let length = 0;
  try {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      if (length > maxBytes) throw tooLarge(maxBytes);
      yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ECONNRESET")
    return new ProtocolError(400, "aborted", "the request ended before its body was complete");
  if (code === "ETIMEDOUT") return new ProtocolError(408, "too_slow", "the request body comes too slowly");
  return error;
}

function tooLarge(maxBytes: number): ProtocolError {
  return new ProtocolError(413, "too_large", `the request body is larger than ${maxBytes} bytes`);
}
