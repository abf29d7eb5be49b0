import { expect, test } from "vitest";
import { keepDigits } from "./keep-digits";

const read = (text: string) => keepDigits(text, JSON.parse(text) as unknown, BigInt);

test.each<[string, unknown]>([
  ['{"id":1234567890123456789,"n":5}', { id: 1234567890123456789n, n: 5 }],
  ["[-9007199254740993,9007199254740991]", [-9007199254740993n, 9007199254740991]],
  ['{"a":{"b":[{"c":18446744073709551615}]}}', { a: { b: [{ c: 18446744073709551615n }] } }],
  ["1234567890123456789", 1234567890123456789n],
  // No integers, or none that was rounded.
  ['{"id":"1234567890123456789"}', { id: "1234567890123456789" }],
  ["[1234567890123456789e1,0.1234567890123456789]", [1.2345678901234567e19, 0.12345678901234568]],
  ['{"big":123456789012345678901234567890}', { big: 1.2345678901234568e29 }],
  // These two are the same double.
  ["[1234567890123456789,1234567890123456788]", [1234567890123456800, 1234567890123456800]],
])("%s keeps its digits", (text, value) => {
  expect(read(text)).toEqual(value);
});

test("a name that means something to objects is a name", () => {
  const found = read('{"__proto__":{"id":1234567890123456789}}') as Record<string, unknown>;
  expect(Object.keys(found)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
});

test("wherever it stands", () => {
  for (let blanks = 0; blanks < 40; blanks++)
    expect(read(`[${" ".repeat(blanks)}9007199254740993, 5]`), String(blanks)).toEqual([
      9007199254740993n,
      5,
    ]);
});
