import { deflateSync } from "node:zlib";

/** Frames as PROTOCOL.md of logstash-input-beats describes them, written by hand for tests: no sender's own code. */
export const frame = {
  window: (size: number, version = 2) => head(version, "W", size),
  json: (sequence: number, value: unknown) => {
    const text = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
    return Buffer.concat([head(2, "J", sequence), number(text.length), text]);
  },
  pairs: (sequence: number, fields: Record<string, string>, version = 1) => {
    const all = Object.entries(fields);
    const texts = all.flat().flatMap((text) => [number(Buffer.byteLength(text)), Buffer.from(text)]);
    return Buffer.concat([head(version, "D", sequence), number(all.length), ...texts]);
  },
  compressed: (...frames: Buffer[]) => {
    const packed = deflateSync(Buffer.concat(frames));
    return Buffer.concat([head(2, "C", packed.length), packed]);
  },
  acknowledge: (sequence: number, version = 2) => head(version, "A", sequence),
};

function head(version: number, type: string, value: number): Buffer {
  return Buffer.concat([Buffer.from(`${version}${type}`), number(value)]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
