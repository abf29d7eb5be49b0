import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGelf } from "./read-gelf";

const ARRIVAL = 1_795_400_000_000_000_000n;

const read = (text: string) => [...readGelf(text, ARRIVAL)];
const lines = (text: string) => read(text).map(({ line }) => line);

describe("readGelf", () => {
  it.each<[string, string, object]>([
    [
      "graypy",
      '{"version": "1.0", "short_message": "first line", "timestamp": 1795328142.106, "level": 4, "facility": "shop.pay", "host": "web-1", "file": "/app/pay.py", "line": 12, "_function": "pay", "_pid": 7, "_process_name": "MainProcess", "_thread_name": "MainThread"}',
      {
        message: "first line",
        time: 1_795_328_142_106_000_000n,
        severity: 13,
        host: "web-1",
        logger: "shop.pay",
        attributes: { file: "/app/pay.py", line: 12, function: "pay" },
      },
    ],
    [
      "an integer time",
      '{"host":"h","short_message":"m","timestamp":1795328142}',
      { time: 1_795_328_142_000_000_000n },
    ],
    [
      "a time as text",
      '{"host":"h","short_message":"m","timestamp":"1795328142.5"}',
      { time: 1_795_328_142_500_000_000n },
    ],
    ["a time that is none", '{"host":"h","short_message":"m","timestamp":"soon"}', { time: ARRIVAL }],
    ["no host", '{"short_message":"m"}', { message: "m" }],
    ["message instead", '{"message":"m","level":3}', { message: "m", severity: 17 }],
    ["a level as text", '{"short_message":"m","level":"7"}', { severity: 5 }],
    ["a level that is none", '{"short_message":"m","level":{}}', { severity: 9 }],
    [
      "a full message that is the same",
      '{"short_message":"m","full_message":"m"}',
      { attributes: expect.not.objectContaining({ full_message: "m" }) },
    ],
    [
      "full message",
      '{"short_message":"m","full_message":"m\\nmore"}',
      { message: "m", attributes: { full_message: "m\nmore" } },
    ],
    [
      "containers and nulls",
      '{"short_message":"m","_a":{"b":[1]},"_c":null,"_d":true}',
      { attributes: { a: { b: [1] }, d: true } },
    ],
    [
      "a field named as a known one",
      '{"short_message":"m","_host":"other","host":"h","_level":"x"}',
      { host: "h", attributes: { _host: "other", _level: "x" } },
    ],
    ["a trailing comma", '{"short_message":"m","_a":[1,],}', { message: "m", attributes: { a: [1] } }],
    ["raw control characters", '{"short_message":"one\n\ttwo"}', { message: "one\n\ttwo" }],
    [
      "a key like a prototype",
      '{"short_message":"m","___proto__":"p"}',
      { attributes: JSON.parse('{"__proto__":"p"}') },
    ],
  ])("%s", (_, text, expected) => {
    expect(lines(text)).toMatchObject([expected]);
  });

  it.each([
    ["two lines", '{"short_message":"a"}\n{"short_message":"b"}\n'],
    ["nothing between", '{"short_message":"a"}{"short_message":"b"}'],
    ["a list", '[{"short_message":"a"},{"short_message":"b"}]'],
    ["one of them sloppy", '{"short_message":"a",}\n{"short_message":"b"}'],
  ])("several: %s", (_, text) => {
    expect(lines(text).map((line) => line?.message)).toEqual(["a", "b"]);
  });

  it.each([
    ['{"host":5,"short_message":"m"}', "invalid_host"],
    ['{"host":" ","short_message":"m"}', "invalid_host"],
    ['{"host":"h"}', "missing_message"],
    ['{"short_message":" "}', "missing_message"],
    ['{"short_message":5}', "missing_message"],
    ['"text"', "no_object"],
    ["nonsense", "invalid_json"],
    ['{"short_message":"m"', "invalid_json"],
  ])("refuses %s", (text, trouble) => {
    expect(read(text)).toEqual([{ trouble, text }]);
  });

  it("keeps the good beside the bad", () => {
    const pieces = read('{"short_message":"a"}\n{"short_message":"b\n{"short_message":"c"}');
    expect(pieces.map(({ line, trouble }) => line?.message ?? trouble)).toEqual(["a", "invalid_json", "c"]);
  });

  it("takes any text", () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom('{"short_message":"m"', ",", "}", "\n", '"', "[", '"_a":', "\\", "1"),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(text, (parts) => {
        for (const { line, trouble } of read(parts.join(""))) expect(line ?? trouble).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});
