import { chooseEncoding } from "@/lib/protocol/choose-encoding";
import { isZlib } from "@/lib/protocol/decode-body";
import { Gather } from "@/lib/protocol/gather";
import { decodeWhole } from "@/lib/ingest/read-body";
import { readWire } from "@/lib/ingest/read-wire";
import type { ActiveRequest } from "@/lib/ingest/request";

const MAX_WIRE_BYTES = 20 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;
/** What lines take while they are read: the text of the body beside its bytes. */
const WEIGHT = 2;
/** So much of what can't be decoded is kept for the Rejected page. */
const SAMPLE_BYTES = 8_192;

/** What came of a body, also where it could not be read: its beginning as it was sent, and how much there was. */
export interface Wire {
  sample: Buffer;
  bytes: number;
}

/**
 * The body of a log request, decoded: at most 20 MiB on the wire and 64 MiB unpacked; empty when there is none. gzip and zlib are known
 * by their first bytes whatever the header says (one sender names two encodings, others none), brotli, zstd and raw deflate
 * by the header; snappy stays as it is. What it takes is held in `request.memory`; what came is noted in `seen`.
 * Throws `ProtocolError` 413 `too_large`, 400 `invalid_encoding`, 415, and what `readWire` throws; `OverloadError`.
 */
export async function readLogBody(request: ActiveRequest, seen: Wire = newWire()): Promise<Buffer> {
  const gather = new Gather();
  for await (const chunk of readWire(request, MAX_WIRE_BYTES)) {
    note(seen, chunk);
    request.memory.hold(gather.size + chunk.length);
    gather.add(chunk);
  }
  const wire = gather.take();
  if (wire.length === 0) return wire;
  const headers = {
    ...request.headers,
    "content-encoding": encodingOf(wire, request.headers["content-encoding"]),
  };
  const body = await decodeWhole(wire, { ...request, headers }, MAX_BYTES);
  request.memory.hold(WEIGHT * body.length);
  return body;
}

/** Nothing came yet. */
export function newWire(): Wire {
  return { sample: Buffer.alloc(0), bytes: 0 };
}

function note(seen: Wire, chunk: Buffer): void {
  const missing = SAMPLE_BYTES - seen.sample.length;
  if (missing > 0) seen.sample = Buffer.concat([seen.sample, chunk.subarray(0, missing)]);
  seen.bytes += chunk.length;
}

/** The name of the encoding that the bytes are in. */
function encodingOf(wire: Buffer, header: string | undefined): string {
  if (wire[0] === 0x1f && wire[1] === 0x8b) return "gzip";
  const name = (header ?? "").trim().toLowerCase();
  // A text may begin like zlib, `x…`; with a header that says so it is none.
  if (isZlib(wire) && (name !== "" || wire[0] === 0x78) && !isText(wire)) return "deflate";
  if (name === "snappy" || name === "x-snappy-framed" || name.includes(",")) return "identity";
  const encoding = chooseEncoding(header);
  // What was unpacked on its way and kept its header.
  return encoding === "gzip" || (encoding === "deflate" && isText(wire)) ? "identity" : encoding;
}

/** Whether the first bytes are printable ASCII, as those of JSON and of nearly all lines are. */
function isText(wire: Buffer): boolean {
  return wire
    .subarray(0, 8)
    .every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
