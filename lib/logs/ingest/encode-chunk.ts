import { decodeRecord, encodeRecord } from "@/lib/ingest/spool/encode-record";
import type { Chunk } from "./chunk";

/** Raise it when an old reader would misread. */
const FORMAT_VERSION = 1;

type Header = Omit<Chunk, "body" | "timeMin" | "timeMax"> & { timeMin: string; timeMax: string };

/** A chunk as the spool keeps it. */
export function encodeChunk({ body, timeMin, timeMax, ...rest }: Chunk): Buffer {
  const header: Header = { ...rest, timeMin: String(timeMin), timeMax: String(timeMax) };
  return encodeRecord(FORMAT_VERSION, header, body);
}

/** The chunk that `encodeChunk` stored. Throws `UnreadableRecordError`. */
export function decodeChunk(record: Uint8Array): Chunk {
  const { header, payload } = decodeRecord(record);
  const { timeMin, timeMax, ...rest } = header as Header;
  return { ...rest, timeMin: BigInt(timeMin), timeMax: BigInt(timeMax), body: payload };
}
