import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/logs/line";
import { decodeMessage } from "@/lib/logs/parse/protobuf/decode-message";
import type { Json } from "@/lib/protocol/event";
import { parseJson } from "@/lib/protocol/parse-json";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { applyDamage, damage } from "@/lib/protocol/wire.fixture";
import { readExport } from "./read-export";
import { jsonRequest, protobufRequest } from "./requests.fixture";
import { exportRequest } from "./shapes";

const ARRIVAL = 1_795_400_000_000_000_000n;

const read = (request: Json) => [...readExport(request, ARRIVAL)];
const record = (made: Json, around: { resource?: Json; scope?: Json } = {}): LogLine => {
  const [line] = read({
    resourceLogs: [
      { resource: around.resource ?? {}, scopeLogs: [{ scope: around.scope ?? {}, logRecords: [made] }] },
    ],
  });
  return line as LogLine;
};
const text = (key: string, stringValue: string): Json => ({ key, value: { stringValue } });

const alike = (lines: (LogLine | null)[]) =>
  lines.map((line) => ({ ...line, time: 0n, message: line?.message.replace(/^otlp-(http|proto)/, "") }));

describe("what the exporters for JavaScript send", () => {
  const inJson = read(parseJson(jsonRequest));
  const inProtobuf = read(decodeMessage(protobufRequest, exportRequest));

  it("is five lines with levels, texts and fields", () => {
    expect(inJson.map((line) => [line?.severity, line?.level, line?.message])).toEqual([
      [5, "DEBUG", "otlp-http cache miss for user:42"],
      [9, "INFO", "otlp-http Grüße aus Zürich – 你好 🐦"],
      [13, "WARN", "otlp-http first line\n  second line\n\tthird"],
      [17, "ERROR", "otlp-http payment failed"],
      [9, undefined, "a map"],
    ]);
    expect(inJson[3]).toMatchObject({
      time: 1_795_384_762_082_000_000n,
      host: "web-1",
      service: "checkout",
      logger: "shop.pay",
      attributes: {
        "deployment.environment.name": "eu",
        "otel.scope.version": "1.2.3",
        order: "A-17",
        amount: 12.5,
        paid: false,
        nested: { a: { b: 1 } },
        list: ["x", "y"],
      },
    });
    expect(inJson[4]?.attributes).toMatchObject({
      "event.name": "order.paid",
      deep: [1, "two", null, { three: 3.5 }],
      bytes: "AQID",
    });
  });

  it("is the same in protobuf", () => {
    expect(alike(inProtobuf)).toEqual(alike(inJson));
  });
});

describe("a record", () => {
  it.each<[string, Json, Partial<LogLine>]>([
    ["time as a number", { timeUnixNano: "1795384762081000001" }, { time: 1_795_384_762_081_000_001n }],
    ["observed time only", { observedTimeUnixNano: "5000000000" }, { time: 5_000_000_000n }],
    ["no time", { timeUnixNano: "0", observedTimeUnixNano: 0 }, { time: ARRIVAL }],
    ["a time that is none", { timeUnixNano: "9".repeat(19) }, { time: ARRIVAL }],
    ["a number only", { severityNumber: 21 }, { severity: 21, level: undefined }],
    ["both", { severityNumber: 18, severityText: "Oops" }, { severity: 18, level: "Oops" }],
    ["a text only", { severityText: "WARNING" }, { severity: 13, level: "WARNING" }],
    ["the number's name", { severityNumber: "SEVERITY_NUMBER_ERROR2" }, { severity: 18 }],
    ["a number that is none", { severityNumber: 99, severityText: "error" }, { severity: 17 }],
    ["neither", {}, { severity: 9, message: "" }],
    ["a number as its body", { body: { intValue: "42" } }, { message: "42" }],
    ["a double", { body: { doubleValue: 1.5 } }, { message: "1.5" }],
    ["a bool", { body: { boolValue: false } }, { message: "false" }],
    ["bytes", { body: { bytesValue: "AQID" } }, { message: "AQID" }],
    ["an empty value", { body: {} }, { message: "" }],
    ["an unknown kind of value", { body: { newValue: 1 } }, { message: "" }],
    [
      "a list",
      { body: { arrayValue: { values: [{ intValue: "9223372036854775807" }, { stringValue: "a" }] } } },
      { message: '["9223372036854775807","a"]' },
    ],
    ["a plain text", { body: "plain" }, { message: "plain" }],
    [
      "names of protobuf",
      { severity_number: 13, time_unix_nano: "7", trace_id: "0AF7651916CD43DD8448EB211C80319C" },
      { severity: 13, time: 7n, traceId: "0af7651916cd43dd8448eb211c80319c" },
    ],
    [
      "ids",
      { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174" },
      { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174" },
    ],
    [
      "ids in base64",
      { traceId: "W47/95gDgQPSabYzgT/GDA==", spanId: "7uGbfsPBsXQ=" },
      { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174" },
    ],
    [
      "a dropped count, flags",
      { droppedAttributesCount: 3, flags: 1 },
      { attributes: { "otel.dropped_attributes_count": 3, trace_flags: 1 } },
    ],
    [
      "large integers",
      {
        attributes: [
          { key: "n", value: { intValue: "9223372036854775807" } },
          { key: "m", value: { intValue: 7 } },
        ],
      },
      { attributes: { n: 9223372036854775807n, m: 7 } },
    ],
    [
      "attributes that are none",
      { attributes: [null, 1, { value: {} }, { key: 5 }, { key: "" }, text("a", "b")] },
      { attributes: { a: "b" } },
    ],
    [
      "a key like a prototype",
      { attributes: [text("__proto__", "x"), text("constructor", "y")] },
      { attributes: JSON.parse('{"__proto__":"x","constructor":"y"}') },
    ],
    [
      "wrong types everywhere",
      { timeUnixNano: {}, severityNumber: [], severityText: 5, body: [], attributes: "x", traceId: 5 },
      { time: ARRIVAL, message: "[]" },
    ],
  ])("with %s", (_, made, expected) => {
    expect(record(made)).toMatchObject(expected);
  });

  it("keeps its own attributes beside the resource's", () => {
    const line = record(
      { attributes: [text("region", "eu"), text("zone", "a")] },
      {
        resource: {
          attributes: [
            text("region", "us"),
            text("zone", "a"),
            text("service.name", "shop"),
            text("log.file.path", "/a.log"),
          ],
          droppedAttributesCount: 2,
        },
        scope: { name: "lib", version: "1", attributes: [text("k", "v")], droppedAttributesCount: 1 },
      },
    );
    expect(line).toMatchObject({ service: "shop", logger: "lib", source: "/a.log" });
    expect(line.attributes).toEqual({
      region: "eu",
      zone: "a",
      "resource.region": "us",
      "otel.resource.dropped_attributes_count": 2,
      "otel.scope.k": "v",
      "otel.scope.version": "1",
      "otel.scope.dropped_attributes_count": 1,
    });
  });

  it("has no ids that are nothing but zeros", () => {
    const { traceId, spanId } = record({ traceId: "0".repeat(32), spanId: "0".repeat(16) });
    expect([traceId, spanId]).toEqual([undefined, undefined]);
  });

  it("that is no object is null, and costs no other", () => {
    const lines = read({ resourceLogs: [{ scopeLogs: [{ logRecords: [5, { body: "x" }, null] }] }] });
    expect(lines.map((line) => line?.message)).toEqual([undefined, "x", undefined]);
  });
});

it.each<[Json]>([[[]], [5], ["x"], [{ resourceLogs: 5 }], [null]])("refuses %j", (request) => {
  expect(() => read(request)).toThrow(ProtocolError);
});

it.each<[Json]>([
  [{}],
  [{ resourceLogs: [] }],
  [{ resourceLogs: [5, { scopeLogs: 5 }, { scopeLogs: [5] }] }],
])("%j holds no line", (request) => {
  expect(read(request)).toEqual([]);
});

it("damaged protobuf is refused or gives lines with a text and a time", () => {
  fc.assert(
    fc.property(damage, (changes) => {
      try {
        for (const line of read(decodeMessage(applyDamage(protobufRequest, changes), exportRequest))) {
          expect(typeof line?.message).toBe("string");
          expect(typeof line?.time).toBe("bigint");
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("any JSON is refused or gives lines", () => {
  const value = fc.letrec<{ any: Json }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue().map((made) => made as Json),
      fc.dictionary(
        fc.constantFrom(
          "stringValue",
          "intValue",
          "kvlistValue",
          "arrayValue",
          "values",
          "key",
          "value",
          "__proto__",
        ),
        tie("any"),
        { maxKeys: 3 },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(value, value, value, (body, attributes, time) => {
      const line = record({ body, attributes, timeUnixNano: time, traceId: time, severityNumber: time });
      expect(typeof line.message).toBe("string");
    }),
    { numRuns: 500 },
  );
});
