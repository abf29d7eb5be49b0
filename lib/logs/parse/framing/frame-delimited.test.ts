import { expect, it } from "vitest";
import { frameDelimited } from "./frame-delimited";

it.each([1, 3, 1_000])("cuts at the byte, whatever the pieces are: %d", (size) => {
  const framer = frameDelimited(0, 10);
  const bytes = Buffer.from(`one\0\0two\0${"x".repeat(25)}\0${"y".repeat(11)}\0four\0end`);
  const frames = [];
  for (let at = 0; at < bytes.length; at += size) frames.push(...framer.push(bytes.subarray(at, at + size)));
  expect(framer.flush(false)).toEqual([]);
  frames.push(...framer.flush(true));
  expect(frames.map(({ bytes, tooLarge }) => tooLarge ?? bytes.toString())).toEqual([
    "one",
    "two",
    25,
    11,
    "four",
    "end",
  ]);
  expect(framer.held).toBe(0);
});
