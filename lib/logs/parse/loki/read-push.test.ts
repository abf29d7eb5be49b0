import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/logs/line";
import { decodeMessage } from "@/lib/logs/parse/protobuf/decode-message";
import { decompress } from "@/lib/logs/parse/snappy/decompress";
import type { Json } from "@/lib/protocol/event";
import { parseJson } from "@/lib/protocol/parse-json";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { applyDamage, damage } from "@/lib/protocol/wire.fixture";
import { readPush } from "./read-push";
import { jsonRequest, snappyRequest } from "./requests.fixture";
import { pushRequest } from "./shapes";

const ARRIVAL = 1_795_400_000_000_000_000n;

const read = (push: Json) => [...readPush(push, ARRIVAL)];
const entry = (value: Json, stream: Json = {}) => read({ streams: [{ stream, values: [value] }] })[0];
const unpack = (bytes: Buffer) => decodeMessage(decompress(bytes, 1_000_000), pushRequest);

const texts = (client: string, more: string[] = []) =>
  [
    `${client} cache miss for user:42`,
    `${client} Grüße aus Zürich – 你好 🐦`,
    `${client} first line\n  second line\n\tthird`,
    `${client} payment failed`,
  ].map((text, index) => text + (more[index] ?? ""));

describe("what clients send", () => {
  it("winston-loki in protobuf: the message with its fields behind it", () => {
    const lines = read(unpack(snappyRequest));
    const fields =
      '{"level":"error","order":"A-17","amount":12.5,"paid":false,"nested":{"a":{"b":1}},"list":["x","y"]}';
    expect(lines.map((line) => line?.message)).toEqual(
      texts("winston-loki-false", [
        ' {"level":"debug"}',
        ' {"level":"info"}',
        ' {"level":"warn"}',
        ` ${fields}`,
      ]),
    );
    expect(lines.map((line) => line?.severity)).toEqual([5, 9, 13, 17]);
    expect(lines[3]).toMatchObject({
      service: "checkout",
      attributes: {
        env: "eu",
        part: "pay",
        order: "A-17",
        amount: 12.5,
        paid: false,
        nested: { a: { b: 1 } },
        list: ["x", "y"],
      },
    });
  });

  it("pino-loki in JSON: lines that are objects, and structured metadata", () => {
    const lines = read(parseJson(jsonRequest));
    expect(lines.map((line) => line?.message)).toEqual(texts("pino-loki"));
    expect(lines.map((line) => line?.severity)).toEqual([5, 9, 13, 17]);
    expect(lines[3]).toMatchObject({
      host: "vm",
      service: "checkout",
      attributes: { env: "eu", request: "r-1", order: "A-17", amount: 12.5, nested: { a: { b: 1 } } },
    });
    expect(lines[0]?.time).toBe(1_795_384_765_731_000_000n);
  });
});

describe("an entry", () => {
  it.each<[string, Json, Json, Partial<LogLine>]>([
    ["nanoseconds", ["1795384762081000001", "x"], {}, { time: 1_795_384_762_081_000_001n, message: "x" }],
    ["a time that is none", ["soon", "x"], {}, { time: ARRIVAL }],
    ["a time beyond all days", ["9".repeat(19), "x"], {}, { time: ARRIVAL }],
    [
      "labels",
      ["1", "x"],
      { service_name: "shop", host: "web-1", env: "eu" },
      { service: "shop", host: "web-1", attributes: { env: "eu" } },
    ],
    ["a label for its level", ["1", "x"], { level: "warn" }, { severity: 13, level: "warn" }],
    ["no level but in its text", ["1", "ERROR: no stock"], {}, { severity: 17, message: "ERROR: no stock" }],
    [
      "structured metadata",
      ["1", "x", { trace_id: "5b8efff798038103d269b633813fc60c", user: "7" }],
      {},
      { traceId: "5b8efff798038103d269b633813fc60c", attributes: { user: "7" } },
    ],
    ["an empty text", ["1", ""], {}, { message: "" }],
    ["braces that are no object", ["1", "{x}"], {}, { message: "{x}" }],
    ["half an object behind it", ["1", 'done {"a":1}}'], {}, { message: 'done {"a":1}}', attributes: {} }],
    [
      "the form of before",
      { ts: "2026-11-22T10:00:00.123456789Z", line: "x" },
      {},
      { time: 1_795_341_600_123_456_789n, message: "x" },
    ],
    [
      "a label like a prototype",
      ["1", "x"],
      JSON.parse('{"__proto__":"p"}'),
      { attributes: JSON.parse('{"__proto__":"p"}') },
    ],
  ])("with %s", (_, value, stream, expected) => {
    expect(entry(value, stream)).toMatchObject(expected);
  });

  it.each<[Json]>([[[]], [["1"]], [["1", 5]], [5], [null], [{}]])("%j is none", (value) => {
    expect(entry(value)).toBeNull();
  });
});

it("its stamp goes before the time that its text says, which is coarser", () => {
  const line = entry(["1795384762081000001", '{"time":1795384762081,"msg":"x"}']);
  expect(line?.time).toBe(1_795_384_762_081_000_001n);
});

it("labels may come as text", () => {
  const [line] = read({ streams: [{ labels: '{app="shop", env="eu"}', entries: [{ ts: "1", line: "x" }] }] });
  expect(line).toMatchObject({ service: "shop", attributes: { env: "eu" } });
});

it.each<[Json]>([[[]], [5], [{ streams: 5 }]])("refuses %j", (push) => {
  expect(() => read(push)).toThrow(ProtocolError);
});

it("damaged, it is refused or read", () => {
  fc.assert(
    fc.property(damage, fc.boolean(), (changes, isPlain) => {
      try {
        const plain = decompress(snappyRequest, 1_000_000);
        const push = isPlain
          ? decodeMessage(applyDamage(plain, changes), pushRequest)
          : unpack(applyDamage(snappyRequest, changes));
        for (const line of read(push)) expect(typeof (line?.message ?? "")).toBe("string");
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
    { numRuns: 1_000 },
  );
});
