import { chooseEncoding } from "@/lib/protocol/choose-encoding";
import { decodeBody } from "@/lib/protocol/decode-body";
import { Gather } from "@/lib/protocol/gather";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { readWire } from "./read-wire";
import type { ActiveRequest } from "./request";

const STEPS = [256 * 1024, 2 * 1024 * 1024, 16 * 1024 * 1024];

/**
 * The body of a request, read and decoded, each up to its limit in bytes; what it takes is held in `request.memory`.
 * Throws like `readWire`, 400 when it is empty or badly encoded, and `OverloadError` when the process holds too much
 * already.
 */
export async function readBody(
  request: ActiveRequest,
  { maxWireBytes, maxBytes }: { maxWireBytes: number; maxBytes: number },
): Promise<Buffer> {
  const gather = new Gather();
  for await (const chunk of readWire(request, maxWireBytes)) {
    request.memory.hold(gather.size + chunk.length);
    gather.add(chunk);
  }
  const wire = gather.take();
  if (wire.length === 0) throw emptyBody();
  const body = await decodeWhole(wire, request, maxBytes);
  request.memory.hold(body.length);
  return body;
}

/**
 * Decodes a body that was read whole. How far it unfolds is seen only by unfolding it: memory is asked for in steps, not
 * at its worst.
 */
export async function decodeWhole(wire: Buffer, request: ActiveRequest, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers["content-encoding"];
  if (chooseEncoding(encoding) === "identity") return decodeBody(wire, encoding, maxBytes);
  for (const step of STEPS.filter((step) => step < maxBytes)) {
    request.memory.hold(wire.length + step);
    try {
      return await decodeBody(wire, encoding, step);
    } catch (error) {
      if (!(error instanceof ProtocolError) || error.reason !== "too_large") throw error;
    }
  }
  request.memory.hold(wire.length + maxBytes);
  return decodeBody(wire, encoding, maxBytes);
}

/** For a request without a body. */
export function emptyBody(): ProtocolError {
  return new ProtocolError(400, "empty_body", "empty request body");
}
