import { describe, expect, it } from "vitest";
import { decodeBody } from "./decode-body";
import { decodePortably, decodeZstd } from "./decode-zstd";
import { ProtocolError } from "./protocol-error";
import { LARGE_WINDOW, ROWS, SAMPLES } from "./zstd/samples.fixture";

type Decode = (raw: Buffer, maxBytes: number) => Promise<Buffer>;

const CAP = 1 << 20;
const packed = Object.entries(SAMPLES).map(([name, text]) => [name, Buffer.from(text, "base64")] as const);
const sample = packed[1]?.[1] ?? Buffer.alloc(0);

async function refusal(decode: Decode, raw: Buffer, cap = CAP): Promise<string> {
  try {
    await decode(raw, cap);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}`;
    throw error;
  }
  return "accepted";
}

/** A frame of blocks that each repeat one byte `size` times: 4 bytes that become up to 128 KiB. */
function runs(count: number, size = 128 * 1024): Buffer {
  const block = (last: number) => {
    const head = last | (1 << 1) | (size << 3);
    return Buffer.from([head & 255, (head >> 8) & 255, head >> 16, 0x78]);
  };
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68]);
  return Buffer.concat([header, ...Array.from({ length: count - 1 }, () => block(0)), block(1)]);
}

describe.each<[string, Decode]>([
  ["whichever decoder Node has", decodeZstd],
  ["our own decoder", decodePortably],
])("zstd with %s", (_name, decode) => {
  it.each(packed)("unpacks sample %s", async (_sample, raw) => {
    expect(await decode(raw, CAP)).toEqual(ROWS);
  });

  it("T4: unpacks several frames, skips skippable ones, and caps their sum", async () => {
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const frames = Buffer.concat([sample, skippable, sample]);
    expect(await decode(frames, CAP)).toEqual(Buffer.concat([ROWS, ROWS]));
    expect(await refusal(decode, frames, ROWS.length * 2 - 1)).toBe("413 too_large");
    expect(await refusal(decode, frames, ROWS.length * 2)).toBe("accepted");
  });

  it("T3: refuses a window of 128 MiB", async () => {
    expect(await refusal(decode, Buffer.from(LARGE_WINDOW, "base64"), 8 * CAP)).toBe("400 invalid_encoding");
  });

  it("T3: stops a bomb of 1 GiB at the cap", async () => {
    const before = process.memoryUsage();
    expect(await refusal(decode, runs(8 * 1024))).toBe("413 too_large");
    const after = process.memoryUsage();
    const grown = after.external + after.arrayBuffers - before.external - before.arrayBuffers;
    expect(grown).toBeLessThan(24 << 20);
    expect((await decode(runs(8), CAP)).length).toBe(CAP);
  });

  it("T5: refuses what is cut off, followed by something, or empty", async () => {
    const bad = [
      Buffer.alloc(0),
      Buffer.from("hello world, this is no zstd"),
      Buffer.concat([sample, Buffer.from("garbage")]),
      ...Array.from({ length: sample.length - 1 }, (_, length) => sample.subarray(0, length + 1)),
    ];
    for (const raw of bad) expect(await refusal(decode, raw)).toBe("400 invalid_encoding");
  });
});

it("is a content encoding", async () => {
  expect(await decodeBody(sample, "zstd", CAP)).toEqual(ROWS);
});

it("our own decoder refuses or unpacks damaged bytes, never hangs and never throws anything else", async () => {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const started = process.cpuUsage();
  const outcomes = new Set<string>();
  for (let round = 0; round < 3_000; round++) {
    const raw = Buffer.from(packed[round % packed.length]?.[1] ?? sample);
    for (let changes = 1 + random(3); changes > 0; changes--) raw[4 + random(raw.length - 4)] = random(256);
    outcomes.add(await refusal(decodePortably, raw));
  }
  expect([...outcomes].sort()).toEqual(["400 invalid_encoding", "accepted"]);
  expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
});

it("our own decoder refuses more blocks than are worth their time", async () => {
  expect(await refusal(decodePortably, runs(20_001, 1), CAP)).toBe("400 invalid_encoding");
});
