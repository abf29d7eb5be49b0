import type { SpooledEvent } from "./spooled-event";

/** First byte of every record. Raise it when an old reader would misread; `decode-event` keeps reading the one before. */
export const FORMAT_VERSION = 1;

/** Version and length of the header come before it. */
export const PREFIX_BYTES = 5;

/**
 * The stored form of an event: version (1 byte), length of the header (u32), header (JSON of the columns, times in
 * epoch ms), payload as it is.
 */
export function encodeEvent({ event, publicKey, isRetry }: SpooledEvent): Buffer {
  const { payload, receivedAt, occurredAt, ...columns } = event;
  const header = Buffer.from(
    JSON.stringify({
      ...columns,
      receivedAt: receivedAt.getTime(),
      occurredAt: occurredAt.getTime(),
      publicKey,
      isRetry,
    }),
  );
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt8(FORMAT_VERSION, 0);
  prefix.writeUInt32LE(header.byteLength, 1);
  return Buffer.concat([prefix, header, payload]);
}
