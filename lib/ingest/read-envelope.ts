import { chooseEncoding } from "@/lib/protocol/choose-encoding";
import { decodeBody, INLINE_BYTES } from "@/lib/protocol/decode-body";
import { type Envelope, EnvelopeReader } from "@/lib/protocol/envelope-reader";
import { Gather } from "@/lib/protocol/gather";
import { decoderBytes, inflateStream } from "@/lib/protocol/inflate-stream";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { decodeWhole, emptyBody } from "./read-body";
import { MAX_EVENT_BYTES } from "./receive-event";
import { MAX_LOGS_BYTES } from "./receive-log-item";
import { readWire } from "./read-wire";
import type { ActiveRequest } from "./request";

const MAX_WIRE_BYTES = 20 * 1024 * 1024;
const MAX_BYTES = 100 * 1024 * 1024;
/** Zstandard is unpacked in one go, and held; SDKs do not send it, and relays send an event at a time. */
const MAX_ZSTD_BYTES = 16 * 1024 * 1024;
/** How much of an item is kept at most, by its type; of others nothing is. */
const KEPT_BYTES: ReadonlyMap<string, number> = new Map([
  ["event", MAX_EVENT_BYTES],
  ["log", MAX_LOGS_BYTES],
]);
/** A body of this size is waited for and decoded in one go, which costs a fraction. */
const SMALL_BYTES = 64 * 1024;

/**
 * The envelope in a request's body. Only its events and logs are kept; what is not stored is read past, so that 100 MiB of it take
 * no more room than the event. What is held is held in `request.memory`.
 * Throws like `readWire`, `decodeBody` and `EnvelopeReader`, and `OverloadError` when the process holds too much already.
 */
export async function readEnvelope(request: ActiveRequest): Promise<Envelope> {
  const reader = new EnvelopeReader((type) => KEPT_BYTES.get(type) ?? 0);
  const decoder = { bytes: 0 };
  for await (const piece of decode(request, decoder)) {
    reader.push(piece);
    request.memory.hold(decoder.bytes + reader.held);
  }
  return reader.end();
}

async function* decode(request: ActiveRequest, decoder: { bytes: number }): AsyncGenerator<Buffer> {
  const encoding = chooseEncoding(request.headers["content-encoding"]);
  const wire = readWire(request, MAX_WIRE_BYTES);
  if (encoding === "identity") {
    let isEmpty = true;
    for await (const chunk of wire) {
      isEmpty = false;
      yield chunk;
    }
    if (isEmpty) throw emptyBody();
    return;
  }
  const gather = new Gather();
  const isComplete = await fill(gather, wire, encoding === "zstd" ? MAX_WIRE_BYTES : SMALL_BYTES, request);
  if (gather.size === 0) throw emptyBody();
  const head = gather.take();
  if (encoding === "zstd") yield await decodeWhole(head, request, MAX_ZSTD_BYTES);
  else {
    const whole = isComplete ? await decodeSmall(head, request) : undefined;
    if (whole) {
      yield whole;
      return;
    }
    decoder.bytes = head.length + decoderBytes(encoding, head);
    request.memory.hold(decoder.bytes);
    yield* inflateStream(head, wire, { encoding, maxBytes: MAX_BYTES });
  }
}

/** Whether the body ended before there were more than `enough` bytes. */
async function fill(
  gather: Gather,
  wire: AsyncGenerator<Buffer>,
  enough: number,
  request: ActiveRequest,
): Promise<boolean> {
  while (gather.size <= enough) {
    const { done, value } = await wire.next();
    if (done) return true;
    request.memory.hold(gather.size + value.length);
    gather.add(value);
  }
  return false;
}

/** Undefined if it unpacks to more than can be done on the spot. */
async function decodeSmall(wire: Buffer, request: ActiveRequest): Promise<Buffer | undefined> {
  try {
    return await decodeBody(wire, request.headers["content-encoding"], INLINE_BYTES);
  } catch (error) {
    if (error instanceof ProtocolError && error.reason === "too_large") return undefined;
    throw error;
  }
}
