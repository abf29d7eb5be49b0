import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import * as zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeBody } from "./decode-body";
import { ProtocolError } from "./protocol-error";

const TEXT = JSON.stringify({ message: "hello ".repeat(500) });
const SMALL = Buffer.from(TEXT);
const LARGE = Buffer.from(TEXT.repeat(200));
const CAP = 1 << 20;
const MIB = 1 << 20;

const encoders: [string, (data: Buffer) => Buffer][] = [
  ["gzip", zlib.gzipSync],
  ["deflate", zlib.deflateSync],
  ["deflate", zlib.deflateRawSync],
  ["br", zlib.brotliCompressSync],
];

async function refusal(raw: Buffer, encoding: string, cap = CAP): Promise<string> {
  try {
    await decodeBody(raw, encoding, cap);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}`;
    throw error;
  }
  return "accepted";
}

describe("decodeBody", () => {
  it.each(encoders)("decodes %s, small and large", async (encoding, encode) => {
    expect((await decodeBody(encode(SMALL), encoding, CAP)).equals(SMALL)).toBe(true);
    expect((await decodeBody(encode(LARGE), encoding, CAP)).equals(LARGE)).toBe(true);
  });

  it("T6: takes odd spellings of nothing and of gzip", async () => {
    for (const encoding of [undefined, "", " ", "identity", "UTF-8", "utf-8"]) {
      expect(await decodeBody(SMALL, encoding, CAP)).toEqual(SMALL);
    }
    for (const encoding of ["GZIP", "x-gzip", " gzip "]) {
      expect(await decodeBody(zlib.gzipSync(SMALL), encoding, CAP)).toEqual(SMALL);
    }
  });

  it.each(["compress", "gzip, br", "gzip,gzip", "snappy", "__proto__"])(
    "T7: refuses %s",
    async (encoding) => {
      expect(await refusal(SMALL, encoding)).toBe("415 unsupported_encoding");
    },
  );

  it.each(encoders)(
    "T5: refuses %s that is cut off, damaged, followed by something or empty",
    async (encoding, encode) => {
      for (const data of [SMALL, LARGE]) {
        const good = encode(data);
        const damaged = Buffer.from(good);
        damaged.fill(0xff, 0, 8);
        const bad = [
          good.subarray(0, -3),
          damaged,
          Buffer.concat([good, Buffer.from("garbage")]),
          Buffer.alloc(0),
        ];
        for (const raw of bad) expect(await refusal(raw, encoding)).toBe("400 invalid_encoding");
      }
    },
  );

  it("T5: refuses a wrong checksum", async () => {
    const raw = zlib.gzipSync(SMALL);
    raw[raw.length - 8] = (raw.at(-8) ?? 0) ^ 1;
    expect(await refusal(raw, "gzip")).toBe("400 invalid_encoding");
  });

  it("T4: caps the sum of concatenated gzip members and unpacks one layer only", async () => {
    const member = zlib.gzipSync(Buffer.alloc(CAP / 2, "x"));
    expect(await refusal(Buffer.concat([member, member]), "gzip")).toBe("accepted");
    expect(await refusal(Buffer.concat([member, member, member]), "gzip")).toBe("413 too_large");
    const inner = zlib.gzipSync(SMALL);
    expect(await decodeBody(zlib.gzipSync(inner), "gzip", CAP)).toEqual(inner);
  });

  it("caps a body without encoding, and one below the size for decoding on the spot", async () => {
    expect(await refusal(SMALL, "", SMALL.length)).toBe("accepted");
    expect(await refusal(SMALL, "", SMALL.length - 1)).toBe("413 too_large");
    expect(await refusal(zlib.gzipSync(SMALL), "gzip", SMALL.length)).toBe("accepted");
    expect(await refusal(zlib.gzipSync(SMALL), "gzip", SMALL.length - 1)).toBe("413 too_large");
  });

  it.each([
    ["T1", "gzip", zlib.createGzip({ level: 1 })],
    ["T2", "br", zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } })],
  ] as const)("%s: a %s bomb of 64 MiB stops at the cap", async (_row, encoding, encoder) => {
    const zeros = Buffer.alloc(MIB);
    const bomb = await buffer(Readable.from(Array.from({ length: 64 }, () => zeros)).pipe(encoder));
    const before = process.memoryUsage();
    let peak = 0;
    const watch = setInterval(() => {
      const now = process.memoryUsage();
      peak = Math.max(peak, now.external + now.arrayBuffers - before.external - before.arrayBuffers);
    }, 1);
    const answer = await refusal(bomb, encoding, CAP);
    clearInterval(watch);
    expect(answer).toBe("413 too_large");
    expect(peak).toBeLessThan(8 * MIB);
  });
});
