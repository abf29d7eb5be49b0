import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameSyslog } from "./frame-syslog";

/** All messages of a stream that comes in pieces of that size. */
function cut(stream: string, size = stream.length, maxBytes = 100): string[] {
  const framer = frameSyslog(maxBytes);
  const bytes = Buffer.from(stream);
  const frames = [];
  for (let at = 0; at < bytes.length; at += size) frames.push(...framer.push(bytes.subarray(at, at + size)));
  frames.push(...framer.flush(true));
  expect(framer.held).toBe(0);
  return frames.map((frame) => (frame.tooLarge ? `${frame.tooLarge} bytes` : frame.bytes.toString()));
}

const counted = (text: string) => `${Buffer.byteLength(text)} ${text}`;
const glued = "<14>1 2026-11-22T21:52:16Z h a - - - a <b> <13>";

const cases: [string, string, string[]][] = [
  ["counted", counted("<11>1 one") + counted("<11>1 twö"), ["<11>1 one", "<11>1 twö"]],
  [
    "counted, with newlines inside and at the end",
    counted("<11>a\nb\n") + counted("<11>c"),
    ["<11>a\nb\n", "<11>c"],
  ],
  ["counted, with a newline behind", `${counted("<11>a")}\n${counted("<11>b")}\n`, ["<11>a", "<11>b"]],
  ["lines", "<11>a\n<11>b\r\n\n<11>c", ["<11>a", "<11>b\r", "<11>c"]],
  [
    "lines that begin with a number",
    "42 is it\n2026-11-22 words\n7\n",
    ["42 is it", "2026-11-22 words", "7"],
  ],
  ["both kinds", `<11>a\n${counted("<11>b")}<11>c\n`, ["<11>a", "<11>b", "<11>c"]],
  ["neither kind", glued + glued, [glued, glued]],
  [
    "neither kind, RFC 3164",
    "<1>Nov  2 01:02:03 a<1>Nov 22 01:02:03 b",
    ["<1>Nov  2 01:02:03 a", "<1>Nov 22 01:02:03 b"],
  ],
  ["a counted one that is cut short", "50 <11>a", ["<11>a"]],
  ["too large, counted", `${counted(`<11>${"x".repeat(200)}`)}${counted("<11>b")}`, ["204 bytes", "<11>b"]],
  ["too large, a line", `${"x".repeat(201)}\n<11>b\n`, ["201 bytes", "<11>b"]],
  ["too large, to the end", "x".repeat(202), ["202 bytes"]],
  ["a count beyond all measure", `9999999999 <11>${"x".repeat(20)}`, ["24 bytes"]],
];

describe("frameSyslog", () => {
  it.each(cases)("%s", (_, stream, expected) => {
    expect(cut(stream)).toEqual(expected);
    for (const size of [1, 2, 7, 64]) expect(cut(stream, size)).toEqual(expected);
  });

  it("gives what neither counts nor ends on silence, and waits for what is counted", () => {
    const framer = frameSyslog(100);
    expect(framer.push(Buffer.from("<11>a"))).toEqual([]);
    expect(framer.flush(false).map(({ bytes }) => bytes.toString())).toEqual(["<11>a"]);
    expect(framer.push(Buffer.from("6 <11>"))).toEqual([]);
    expect(framer.flush(false)).toEqual([]);
    expect(framer.push(Buffer.from("bc")).map(({ bytes }) => bytes.toString())).toEqual(["<11>bc"]);
  });

  it("keeps every counted message, however it is cut", () => {
    const message = fc.string({ unit: "binary", maxLength: 20 }).map((text) => `<11>${text}`);
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 30 }), (messages, size) => {
        const sent = messages.map((text) => Buffer.from(text).toString());
        expect(cut(sent.map(counted).join(""), size)).toEqual(sent);
      }),
    );
  });

  it("holds no more than its limit of a message without end", () => {
    const framer = frameSyslog(1_000);
    for (let count = 0; count < 2_000; count++) framer.push(Buffer.alloc(10, "x"));
    expect(framer.held).toBeLessThanOrEqual(1_000);
    expect(framer.flush(true)).toMatchObject([{ tooLarge: 20_000 }]);
  });
});
