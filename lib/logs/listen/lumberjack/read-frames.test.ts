import { describe, expect, it } from "vitest";
import { frame } from "./frames.fixture";
import { FrameError, type LumberjackFrame, readFrames } from "./read-frames";

const limits = { entryBytes: 100, compressedBytes: 200 };

function read(bytes: Buffer, size = bytes.length, options = {}): LumberjackFrame[] {
  const reader = readFrames(limits, options);
  const frames: LumberjackFrame[] = [];
  for (let at = 0; at < bytes.length; at += size) frames.push(...reader.push(bytes.subarray(at, at + size)));
  return frames;
}

const number = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);

const shown = (frames: LumberjackFrame[]) =>
  frames.map((one) =>
    one.kind !== "entry"
      ? one.kind
      : "json" in one.entry
        ? [one.sequence, one.entry.json.toString()]
        : [one.sequence, "fields" in one.entry ? one.entry.fields : one.entry.tooLarge],
  );

describe("readFrames", () => {
  const stream = Buffer.concat([
    frame.window(3),
    frame.json(1, { message: "é" }),
    frame.json(2, "x".repeat(150)),
    frame.pairs(3, { line: "one", host: "", __proto__: "p" }),
    frame.compressed(frame.json(4, {})),
    frame.json(5, ""),
  ]);

  it.each([1, 7, 10_000])("finds frames whatever the pieces are: %d bytes", (size) => {
    expect(shown(read(stream, size))).toEqual([
      "window",
      [1, '{"message":"é"}'],
      [2, 150],
      [3, { line: "one", host: "" }],
      "compressed",
      [5, ""],
    ]);
  });

  it("says which version a frame is of, and keeps the beginning of what is too large", () => {
    expect(read(frame.window(7, 1))).toEqual([{ version: 1, kind: "window", size: 7 }]);
    expect(read(frame.json(9, `{"message":"${"x".repeat(20_000)}`))).toMatchObject([
      { sequence: 9, entry: { tooLarge: 20_012, sample: expect.objectContaining({ length: 8_192 }) } },
    ]);
  });

  it.each([
    ["another protocol", Buffer.from("GET / HTTP/1.1"), "not_lumberjack", /version/],
    ["TLS", Buffer.from([0x16, 3, 1, 0, 0, 0]), "not_lumberjack", /TLS/],
    ["an unknown type", Buffer.from("2Z\0\0\0\0"), "invalid_frame", /type/],
    ["an acknowledgement", frame.acknowledge(1), "invalid_frame", /type/],
    ["a window beyond all", frame.window(2 ** 31), "invalid_frame", /window/],
    [
      "pairs beyond all",
      Buffer.concat([Buffer.from("1D"), number(1), number(2 ** 30)]),
      "invalid_frame",
      /pairs/,
    ],
    [
      "a pair beyond all",
      Buffer.concat([Buffer.from("1D"), number(1), number(1), number(2 ** 30)]),
      "too_large",
      /pairs/,
    ],
    [
      "a compressed frame beyond all",
      Buffer.concat([Buffer.from("2C"), number(2 ** 30)]),
      "too_large",
      /compressed/,
    ],
  ])("refuses %s at once, whatever would follow", (_, bytes, reason, message) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({ reason, message: expect.stringMatching(message) }),
    );
  });

  it("keeps how a refused frame begins", () => {
    try {
      read(Buffer.from("hello there"));
      expect.unreachable();
    } catch (error) {
      expect((error as FrameError).sample.toString()).toBe("hello there");
    }
  });

  it("allows no nesting", () => {
    expect(() => read(frame.compressed(), 99, { isInner: true })).toThrow(FrameError);
  });
});
