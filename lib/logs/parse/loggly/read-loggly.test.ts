import { describe, expect, it } from "vitest";
import { readLoggly } from "./read-loggly";
import { readTags } from "./read-tags";

const defaults = { time: 1_795_400_000_000_000_000n, attributes: { tags: ["a"] } };
const read = (text: string, { isBulk = false, isForm = false } = {}) => [
  ...readLoggly(text, { isBulk, isForm, defaults }),
];

describe("readLoggly", () => {
  it.each<[string, string, object]>([
    [
      "JSON",
      '{"level":"error","message":"payment failed","order":"A-17"}',
      { message: "payment failed", severity: 17, attributes: { order: "A-17", tags: ["a"] } },
    ],
    [
      "JSON over several lines",
      '{\n  "level": "warn",\n  "message": "x"\n}\n',
      { message: "x", severity: 13 },
    ],
    [
      "winston-loggly-bulk",
      '{"level":"debug","message":"m","timestamp":"2026-11-22T21:59:36.400Z","details":[null]}',
      { message: "m", severity: 5, time: 1_795_384_776_400_000_000n },
    ],
    ["text", "just words, and = signs", { message: "just words, and = signs" }],
    ["text of several lines", "one\ntwo\n", { message: "one\ntwo" }],
    ["text that begins like a number", "42 is the answer", { message: "42 is the answer" }],
    [
      "pairs",
      "level=error, message=payment failed, amount=12.5",
      {
        message: "level=error, message=payment failed, amount=12.5",
        severity: 17,
        attributes: { amount: 12.5 },
      },
    ],
    ["broken JSON", '{"level":"error"', { message: '{"level":"error"' }],
  ])("one event: %s", (_, text, expected) => {
    expect(read(text)).toMatchObject([expected]);
  });

  it.each<[string, string, object]>([
    ["JSON all the same", '{"message":"a=b&c=d"}', { message: "a=b&c=d" }],
    [
      "a form",
      "message=payment+failed&level=warn&order=A%2D17",
      { message: "payment failed", severity: 13, attributes: { order: "A-17" } },
    ],
    ["text", "no form = this", { message: "no form = this" }],
  ])("with the content type of a form: %s", (_, text, expected) => {
    expect(read(text, { isForm: true })).toMatchObject([expected]);
  });

  it("bulk: each line for itself", () => {
    const text = '{"message":"a"}\nplain\n\n{"broken"\nlevel=warn, message=b\n{"message":"c"}';
    expect(read(text, { isBulk: true }).map(({ message, severity }) => [message, severity])).toEqual([
      ["a", 9],
      ["plain", 9],
      ['{"broken"', 9],
      ["level=warn, message=b", 13],
      ["c", 9],
    ]);
  });

  it("reads nothing as nothing", () => {
    expect(read(" \n")).toEqual([]);
  });
});

it("readTags takes what Loggly takes", () => {
  expect(readTags(["a,b", " c.d-e_f ", null, "a", "-x,,é,x y", "y".repeat(65), undefined])).toEqual([
    "a",
    "b",
    "c.d-e_f",
  ]);
  expect(
    readTags(["t,".repeat(10_000), Array.from({ length: 100 }, (_, index) => `t${index}`).join()]),
  ).toHaveLength(32);
});
