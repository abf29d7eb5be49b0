import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { PREFIX_BYTES } from "./encode-event";
import { UnreadableRecordError } from "./spool-errors";
import type { SpooledEvent } from "./spooled-event";

interface Header extends Omit<PreparedEvent, "payload" | "receivedAt" | "occurredAt"> {
  receivedAt: number;
  occurredAt: number;
  publicKey?: string;
  isRetry: boolean;
}

/** The event that `encodeEvent` stored. Throws `UnreadableRecordError` (`unknown_version`, `damaged`). */
export function decodeEvent(record: Uint8Array): SpooledEvent {
  const version = record[0];
  switch (version) {
    case 1:
      return decodeVersion1(Buffer.from(record.buffer, record.byteOffset, record.byteLength));
    default:
      throw new UnreadableRecordError("unknown_version", `no reader for records of version ${version}`);
  }
}

function decodeVersion1(record: Buffer): SpooledEvent {
  const { receivedAt, occurredAt, publicKey, isRetry, ...columns } = readHeader(record);
  const payload = record.subarray(PREFIX_BYTES + record.readUInt32LE(1));
  return {
    event: { ...columns, receivedAt: new Date(receivedAt), occurredAt: new Date(occurredAt), payload },
    publicKey,
    isRetry,
  };
}

function readHeader(record: Buffer): Header {
  try {
    const end = PREFIX_BYTES + record.readUInt32LE(1);
    if (end > record.byteLength) throw new RangeError("the header is longer than the record");
    return JSON.parse(record.toString("utf8", PREFIX_BYTES, end)) as Header;
  } catch (error) {
    throw new UnreadableRecordError("damaged", "the header of a record cannot be read", { cause: error });
  }
}
