import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { decodeRecord } from "./encode-record";
import type { SpooledEvent } from "./spooled-event";

interface Header extends Omit<PreparedEvent, "payload" | "receivedAt" | "occurredAt"> {
  receivedAt: number;
  occurredAt: number;
  publicKey?: string;
  isRetry: boolean;
}

/** The event that `encodeEvent` stored. Throws `UnreadableRecordError` (`unknown_version`, `damaged`). */
export function decodeEvent(record: Uint8Array): SpooledEvent {
  const { header, payload } = decodeRecord(record);
  const { receivedAt, occurredAt, publicKey, isRetry, ...columns } = header as Header;
  return {
    event: { ...columns, receivedAt: new Date(receivedAt), occurredAt: new Date(occurredAt), payload },
    publicKey,
    isRetry,
  };
}
