import { encodeRecord } from "./encode-record";
import type { SpooledEvent } from "./spooled-event";

/** First byte of every record. Raise it when an old reader would misread; `decodeRecord` keeps reading the one before. */
export const FORMAT_VERSION = 1;

/** The stored form of an event: its header holds the columns, times in epoch ms. */
export function encodeEvent({ event, publicKey, isRetry }: SpooledEvent): Buffer {
  const { payload, receivedAt, occurredAt, ...columns } = event;
  const header = {
    ...columns,
    receivedAt: receivedAt.getTime(),
    occurredAt: occurredAt.getTime(),
    publicKey,
    isRetry,
  };
  return encodeRecord(FORMAT_VERSION, header, payload);
}
