import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { constants, createBrotliCompress, createGzip } from "node:zlib";

const MIB = 1024 * 1024;

/** What a few bytes unfold to. */
export interface Bomb {
  encoding: string;
  bytes: Buffer;
}

/** An envelope whose one attachment is `mib` MiB of zeros. */
export async function gzipBomb(mib: number): Promise<Bomb> {
  return { encoding: "gzip", bytes: await buffer(zeros(mib).pipe(createGzip({ level: 9 }))) };
}

export async function brotliBomb(mib: number): Promise<Bomb> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return { encoding: "br", bytes: await buffer(zeros(mib).pipe(createBrotliCompress({ params }))) };
}

/** Blocks of 128 KiB of one byte, four bytes each: 32,768 to 1. */
export function zstdBomb(mib: number): Bomb {
  const head = Buffer.from('{}\n{"type":"attachment"}\n');
  const raw = Buffer.concat([blockHead(0, 0, head.length), head]);
  const runs = Array.from({ length: mib * 8 }, (_, index) =>
    Buffer.concat([blockHead(index === mib * 8 - 1 ? 1 : 0, 1, 128 * 1024), Buffer.from("x")]),
  );
  const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68]);
  return { encoding: "zstd", bytes: Buffer.concat([frame, raw, ...runs]) };
}

function blockHead(last: number, type: number, size: number): Buffer {
  const head = last | (type << 1) | (size << 3);
  return Buffer.from([head & 255, (head >> 8) & 255, head >> 16]);
}

function zeros(mib: number): Readable {
  const zero = Buffer.alloc(MIB);
  const head = Buffer.from('{}\n{"type":"attachment"}\n');
  return Readable.from([head, ...Array.from({ length: mib }, () => zero)]);
}
