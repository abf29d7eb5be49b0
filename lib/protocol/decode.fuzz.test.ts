import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { decodeBody } from "./decode-body";
import { decodePortably, decodeZstd } from "./decode-zstd";
import { inflateStream } from "./inflate-stream";
import { applyDamage, cuts, damage, outcomeOf, split, summarise } from "./wire.fixture";
import { SAMPLES } from "./zstd/samples.fixture";

// Enough for a busy machine, and for making a failure small.
vi.setConfig({ testTimeout: 60_000 });

const CAP = 300_000;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Some bytes, or the length of a text that repeats itself: a failure prints it instead of the text. */
const plain = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), fc.nat(400_000));

function make(data: Uint8Array | number): Buffer {
  return typeof data === "number" ? Buffer.alloc(data, "some text that repeats ") : Buffer.from(data);
}

async function gather(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function* each(pieces: Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

describe.each([
  ["gzip", "gzip", gzipSync],
  ["zlib", "deflate", deflateSync],
  ["raw deflate", "deflate", deflateRawSync],
  ["brotli", "br", (data: Buffer) => brotliCompressSync(data, QUICK)],
] as const)("%s", (_, encoding, encode) => {
  const stream = (bytes: Buffer, places: number[]) => {
    const rest = split(bytes.subarray(2), places);
    return outcomeOf(() =>
      gather(inflateStream(bytes.subarray(0, 2), each(rest), { encoding, maxBytes: CAP })),
    );
  };

  it("comes out as it went in, or is too large; piece by piece as in one go", async () => {
    await fc.assert(
      fc.asyncProperty(plain, cuts, async (meantData, places) => {
        const data = make(meantData);
        const bytes = encode(data);
        const whole = await outcomeOf(() => decodeBody(bytes, encoding, CAP));
        const meant = data.length > CAP ? { refused: "413 too_large" } : { value: data };
        expect(summarise(whole)).toBe(summarise(meant));
        expect(summarise(await stream(bytes, places))).toBe(summarise(whole));
      }),
      { numRuns: 40 },
    );
  });

  it("damaged, it is refused or unpacks to no more than allowed; piece by piece as in one go", async () => {
    await fc.assert(
      fc.asyncProperty(plain, damage, cuts, async (data, changes, places) => {
        const bytes = applyDamage(encode(make(data)), changes);
        const whole = await outcomeOf(() => decodeBody(bytes, encoding, CAP));
        if ("value" in whole) expect(whole.value.length).toBeLessThanOrEqual(CAP);
        else expect(whole.refused).toMatch(/^(400 invalid_encoding|413 too_large)$/);
        if (bytes.length <= 2) return;
        // Damaged and too large: which is found first depends on the size of the pieces.
        const pieces = await stream(bytes, places);
        if ("value" in whole) expect(summarise(pieces)).toBe(summarise(whole));
        else expect(pieces).toHaveProperty("refused");
      }),
      { numRuns: 80 },
    );
  });
});

describe.each([
  ["whichever decoder Node has", decodeZstd],
  ["our own decoder", decodePortably],
])("zstd with %s", (_, decode) => {
  const samples = Object.values(SAMPLES).map((text) => Buffer.from(text, "base64"));
  const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((random) => Buffer.concat([magic, random])),
    fc.uint8Array({ maxLength: 60 }).map((random) => Buffer.from(random)),
    fc.tuple(fc.constantFrom(...samples), damage).map(([sample, changes]) => applyDamage(sample, changes)),
  );

  it("any bytes are refused or unpack to no more than allowed, in no more time than their size is worth", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (raw) => {
        const started = process.cpuUsage();
        const outcome = await outcomeOf(() => decode(raw, CAP));
        if ("value" in outcome) expect(outcome.value.length).toBeLessThanOrEqual(CAP);
        else expect(outcome.refused).toMatch(/^(400 invalid_encoding|413 too_large)$/);
        expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
      }),
      { numRuns: 600 },
    );
  });
});
