import { UnreadableRecordError } from "./spool-errors";

/** Version and length of the header come before it. */
export const PREFIX_BYTES = 5;

/** The stored form of a record: version (1 byte), length of the header (u32), header (JSON), payload as it is. */
export function encodeRecord(version: number, header: object, payload: Buffer): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt8(version, 0);
  prefix.writeUInt32LE(json.byteLength, 1);
  return Buffer.concat([prefix, json, payload]);
}

/** Header and payload of a record of version 1. Throws `UnreadableRecordError` (`unknown_version`, `damaged`). */
export function decodeRecord(record: Uint8Array): { header: unknown; payload: Buffer } {
  if (record[0] !== 1) {
    throw new UnreadableRecordError("unknown_version", `no reader for records of version ${record[0]}`);
  }
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
  try {
    const end = PREFIX_BYTES + bytes.readUInt32LE(1);
    if (end > bytes.byteLength) throw new RangeError("the header is longer than the record");
    return { header: JSON.parse(bytes.toString("utf8", PREFIX_BYTES, end)), payload: bytes.subarray(end) };
  } catch (error) {
    throw new UnreadableRecordError("damaged", "the header of a record cannot be read", { cause: error });
  }
}
