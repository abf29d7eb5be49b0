import { chooseEncoding } from "@/lib/protocol/choose-encoding";
import { decodeBody } from "@/lib/protocol/decode-body";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import type { ActiveRequest } from "./request";

const STEPS = [256 * 1024, 2 * 1024 * 1024, 16 * 1024 * 1024];

/**
 * The body of a request, read and decoded, each up to its limit in bytes; what it takes is held in `request.memory`.
 * Throws 413 as soon as a body is announced or found to be longer, 400 when it is empty, cut short or badly encoded,
 * and `OverloadError` when the process holds too much already.
 */
export async function readBody(
  request: ActiveRequest,
  { maxWireBytes, maxBytes }: { maxWireBytes: number; maxBytes: number },
): Promise<Buffer> {
  const wire = await readWire(request, maxWireBytes);
  if (wire.byteLength === 0) throw new ProtocolError(400, "empty_body", "empty request body");
  const body = await decode(wire, request, maxBytes);
  request.memory.hold(body.byteLength);
  return body;
}

/** How far a body unfolds is seen only by unfolding it: memory is asked for in steps, not at its worst. */
async function decode(wire: Buffer, request: ActiveRequest, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers["content-encoding"];
  if (chooseEncoding(encoding) === "identity") return decodeBody(wire, encoding, maxBytes);
  for (const step of STEPS.filter((step) => step < maxBytes)) {
    request.memory.hold(wire.byteLength + step);
    try {
      return await decodeBody(wire, encoding, step);
    } catch (error) {
      if (!(error instanceof ProtocolError) || error.reason !== "too_large") throw error;
    }
  }
  request.memory.hold(wire.byteLength + maxBytes);
  return decodeBody(wire, encoding, maxBytes);
}

async function readWire(request: ActiveRequest, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      if (length > maxBytes) throw tooLarge(maxBytes);
      request.memory.hold(length);
      chunks.push(chunk);
    }
  } catch (error) {
    if (!isCutShort(error)) throw error;
    throw new ProtocolError(400, "aborted", "the request ended before its body was complete");
  }
  return chunks.length === 1 && Buffer.isBuffer(chunks[0]) ? chunks[0] : Buffer.concat(chunks, length);
}

function isCutShort(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

function tooLarge(maxBytes: number): ProtocolError {
  return new ProtocolError(413, "too_large", `the request body is larger than ${maxBytes} bytes`);
}
