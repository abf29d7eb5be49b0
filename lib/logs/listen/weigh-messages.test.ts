import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeGelf, decodeJson } from "./decode-messages";
import { weighMessages } from "./weigh-messages";

const message = (rawBytes: number, decoded: ReturnType<typeof decodeJson>) => ({
  ...decoded,
  remote: "192.0.2.1",
  rawBytes,
});

describe("the weight of messages", () => {
  it("is what they unpack to, not what was sent", () => {
    const packed = gzipSync(
      JSON.stringify({ version: "1.1", host: "h", short_message: "x".repeat(1_000_000) }),
    );
    expect(packed.length).toBeLessThan(5_000);
    expect(weighMessages([message(packed.length, decodeGelf(packed, 0n))])).toBeGreaterThan(1_000_000);
  });

  it("is that of the lines, however short they are", () => {
    const text = Buffer.from("{}".repeat(1_000));
    expect(weighMessages([message(text.length, decodeJson(text, 0n))])).toBeGreaterThan(500_000);
  });
});

it("takes ten thousand values out of one line and keeps the rest as text", () => {
  const { lines } = decodeJson(Buffer.from('{"message":"m"}'.repeat(25_000)), 0n);
  expect(lines).toHaveLength(10_001);
  expect(lines[9_999]?.line.message).toBe("m");
  expect(lines[10_000]?.line.message).toBe('{"message":"m"}'.repeat(15_000));
});
