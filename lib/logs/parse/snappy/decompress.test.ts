import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { applyDamage, damage } from "@/lib/protocol/wire.fixture";
import { decompress } from "./decompress";

const CAP = 100_000;

/** By the reference implementation (npm snappy 7). */
const REFERENCE = "gQNIbGV2ZWw9aW5mbyBtc2c9b25lIP4TAP4TAP4TAP4TAP4TAKITABDDvOS9oA==";

function refusal(bytes: Uint8Array, cap = CAP): string {
  try {
    decompress(bytes, cap);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}: ${error.causes.join()}`;
    throw error;
  }
  return "accepted";
}

type Operation = { literal: number[] } | { length: number; offset: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ literal: fc.array(fc.nat(255), { minLength: 1, maxLength: 300 }) }),
  fc.record({ length: fc.integer({ min: 1, max: 64 }), offset: fc.nat(70_000) }),
);

/** The block of some operations, and what it means, both the slow way. */
function encode(operations: Operation[]): { block: Buffer; plain: Buffer } {
  const plain: number[] = [];
  const parts: number[] = [];
  for (const step of operations) {
    if ("literal" in step) {
      const rest = step.literal.length - 1;
      if (rest < 60) parts.push(rest << 2);
      else if (rest < 256) parts.push(60 << 2, rest);
      else parts.push(61 << 2, rest % 256, rest >> 8);
      parts.push(...step.literal);
      plain.push(...step.literal);
    } else if (plain.length > 0) {
      const offset = (step.offset % plain.length) + 1;
      if (step.length >= 4 && step.length <= 11 && offset < 2048)
        parts.push(1 | ((step.length - 4) << 2) | ((offset >> 8) << 5), offset % 256);
      else if (offset < 65_536) parts.push(2 | ((step.length - 1) << 2), offset % 256, offset >> 8);
      else parts.push(3 | ((step.length - 1) << 2), offset % 256, (offset >> 8) % 256, offset >> 16, 0);
      for (let index = 0; index < step.length; index++) plain.push(plain[plain.length - offset] as number);
    }
  }
  const head: number[] = [];
  let length = plain.length;
  for (; length >= 128; length >>= 7) head.push((length % 128) + 128);
  return { block: Buffer.from([...head, length, ...parts]), plain: Buffer.from(plain) };
}

describe("decompress", () => {
  it("unpacks what the reference implementation packed", () => {
    const text = decompress(Buffer.from(REFERENCE, "base64"), CAP).toString();
    expect(text).toBe(`${"level=info msg=one ".repeat(20)}ü你`);
  });

  it("unpacks every kind of element", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 300 }), (operations) => {
        const { block, plain } = encode(operations);
        expect(decompress(block, CAP * 10).equals(plain)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["nothing", [], "400 invalid_encoding: it does not begin with a length"],
    [
      "a length without end",
      [255, 255, 255, 255, 255, 1],
      "400 invalid_encoding: it does not begin with a length",
    ],
    [
      "more than allowed",
      [0x80, 0x80, 0x80, 0x80, 0x0f],
      "413 too_large: at most 100000 bytes after decoding",
    ],
    [
      "a length that its bytes cannot give",
      [0xe8, 0x07, 0x00, 0x61],
      "400 invalid_encoding: the stream is cut off",
    ],
    ["a literal that is cut off", [5, 4 << 2, 97, 98], "400 invalid_encoding: a literal is too long"],
    ["a literal beyond the length", [1, 1 << 2, 97, 98], "400 invalid_encoding: a literal is too long"],
    ["a literal's length that is cut off", [5, 61 << 2, 1], "400 invalid_encoding: the stream is cut off"],
    ["a copy from before the text", [8, 0, 97, 1, 2], "400 invalid_encoding: a copy begins before the text"],
    ["a copy from nowhere", [8, 0, 97, 1, 0], "400 invalid_encoding: a copy begins before the text"],
    ["a copy beyond the length", [2, 0, 97, 1, 1], "400 invalid_encoding: a copy is too long"],
    ["less than announced", [3, 0, 97], "400 invalid_encoding: the stream is cut off"],
  ])("refuses %s", (_, bytes, expected) => {
    expect(refusal(Buffer.from(bytes))).toBe(expected);
  });

  it("damaged, is refused or unpacks to no more than allowed", () => {
    const whole = encode([
      { literal: [...Buffer.from("some text that ")] },
      ...Array.from({ length: 40 }, () => ({ length: 64, offset: 9 })),
    ]);
    fc.assert(
      fc.property(damage, (changes) => {
        expect(refusal(applyDamage(whole.block, changes))).toMatch(
          /^(accepted|400 invalid_encoding|413 too_large)/,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
