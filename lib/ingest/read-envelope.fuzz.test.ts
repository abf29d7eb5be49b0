import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, it, vi } from "vitest";
import {
  applyDamage,
  cuts,
  damage,
  encode,
  meantEnvelope,
  outcomeOf,
  split,
  summarise,
} from "@/lib/protocol/wire.fixture";
import type { Envelope } from "@/lib/protocol/parse-envelope";
import { SAMPLES } from "@/lib/protocol/zstd/samples.fixture";
import { readBody } from "./read-body";
import { readEnvelope } from "./read-envelope";
import type { ActiveRequest } from "./request";
import { reserveMemory } from "./reserve-memory";

// Enough for a busy machine, and for making a failure small.
vi.setConfig({ testTimeout: 60_000 });

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const encodings: Record<string, (data: Buffer) => Buffer> = {
  identity: (data) => data,
  gzip: (data) => gzipSync(data),
  // Half of it twice: two members.
  "x-gzip": (data) => Buffer.concat([gzipSync(data.subarray(0, 40)), gzipSync(data.subarray(40))]),
  deflate: (data) => deflateSync(data),
  br: (data) => brotliCompressSync(data, QUICK),
};

/** A request whose body arrives in these pieces. */
async function receiving(
  pieces: Buffer[],
  encoding: string,
  read: (request: ActiveRequest) => Promise<Buffer | Envelope>,
): Promise<string> {
  const memory = reserveMemory();
  const outcome = await outcomeOf(() =>
    read({
      method: "POST",
      path: "/api/1/envelope/",
      query: new URLSearchParams(),
      headers: { "content-encoding": encoding },
      body: (async function* () {
        yield* pieces;
      })(),
      memory,
    }),
  );
  memory.release();
  return summarise(outcome);
}

it("wherever an envelope's pieces end and however it is encoded, the same is read", async () => {
  await fc.assert(
    fc.asyncProperty(
      meantEnvelope,
      fc.constantFrom(...Object.keys(encodings)),
      cuts,
      fc.option(damage),
      async (meant, encoding, places, changes) => {
        const plain = encode(meant);
        const packed = encodings[encoding]?.(plain) ?? plain;
        const wire = changes ? applyDamage(packed, changes) : packed;
        const whole = await receiving([wire], encoding, readEnvelope);
        expect(await receiving(split(wire, places), encoding, readEnvelope)).toBe(whole);
        if (changes) return;
        expect(whole).toBe(await receiving([plain], "identity", readEnvelope));
        expect(whole).toMatch(/^\[/);
      },
    ),
    { numRuns: 200 },
  );
});

const event = (length: number) => Buffer.from(`{}\n{"type":"event"}\n{"message":"${"x".repeat(length)}"}`);

it("an event beyond 1 MiB is refused wherever its pieces end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("identity", "gzip", "br"),
      cuts,
      fc.boolean(),
      async (encoding, places, fits) => {
        const wire = encodings[encoding]?.(event(1024 * 1024 - (fits ? 14 : 13))) ?? Buffer.alloc(0);
        const outcome = await receiving(split(wire, places), encoding, readEnvelope);
        expect(outcome).toMatch(fits ? /^\[/ : /^413 too_large$/);
      },
    ),
    { numRuns: 20 },
  );
});

const readSmall = (request: ActiveRequest) => readBody(request, { maxWireBytes: 200_000, maxBytes: 300_000 });

it("wherever the pieces of any body end, the same is read", async () => {
  const zstd = Object.values(SAMPLES).map((text) => Buffer.from(text, "base64"));
  const body = fc.oneof(
    fc.tuple(fc.constantFrom(...Object.keys(encodings)), fc.nat(400_000)).map(([encoding, length]) => {
      return { encoding, wire: encodings[encoding]?.(Buffer.alloc(length, "text ")) ?? Buffer.alloc(0) };
    }),
    fc.constantFrom(...zstd).map((wire) => ({ encoding: "zstd", wire })),
  );
  await fc.assert(
    fc.asyncProperty(body, cuts, async ({ encoding, wire }, places) => {
      expect(await receiving(split(wire, places), encoding, readSmall)).toBe(
        await receiving([wire], encoding, readSmall),
      );
    }),
    { numRuns: 60 },
  );
});
