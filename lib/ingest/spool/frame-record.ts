import { crc32 } from "node:zlib";

/** No text in UTF-8 contains these bytes. */
export const MAGIC = Buffer.from([0xff, 0xfe, 0xf7, 0xc1]);

/** Magic (4), length of the body (4), time of the append (8), CRC of the body (4), CRC of the frame (4). */
export const FRAME_BYTES = 24;

/** What stands before a body. */
export interface Frame {
  /** Of the body, in bytes. */
  length: number;
  /** When it was appended, epoch ms. */
  at: number;
  bodyCrc: number;
}

/**
 * The bytes that go before a body at this place. The frame's own CRC covers the place too, so that bytes of a client
 * which look like a record are none: they would have to know where they will lie.
 */
export function frameRecord(body: Buffer, at: number, segment: number, offset: number): Buffer {
  const frame = Buffer.alloc(FRAME_BYTES);
  MAGIC.copy(frame);
  frame.writeUInt32LE(body.byteLength, 4);
  frame.writeDoubleLE(at, 8);
  frame.writeUInt32LE(crc32(body), 16);
  frame.writeUInt32LE(frameCrc(frame, segment, offset), 20);
  return frame;
}

/** The frame at the start of these bytes, which lie at `offset` of the segment; undefined when there is no whole one. */
export function readFrame(bytes: Buffer, segment: number, offset: number): Frame | undefined {
  if (bytes.byteLength < FRAME_BYTES || bytes.compare(MAGIC, 0, 4, 0, 4) !== 0) return undefined;
  if (bytes.readUInt32LE(20) !== frameCrc(bytes, segment, offset)) return undefined;
  return { length: bytes.readUInt32LE(4), at: bytes.readDoubleLE(8), bodyCrc: bytes.readUInt32LE(16) };
}

function frameCrc(frame: Buffer, segment: number, offset: number): number {
  const place = Buffer.alloc(16);
  place.writeDoubleLE(segment, 0);
  place.writeDoubleLE(offset, 8);
  return crc32(frame.subarray(4, 20), crc32(place));
}
