import { describe, expect, it } from "vitest";
import { readEvents } from "./read-events";
import { readRaw } from "./read-raw";

const ARRIVAL = 1_795_400_000_000_000_000n;

const read = (text: string, metadata = {}) => [...readEvents(text, ARRIVAL, metadata)];
const lines = (text: string, metadata = {}) => read(text, metadata).map(({ line }) => line);

/** splunk-logging 0.11.1: nothing between the events, the time as text. */
const SPLUNK_LOGGING =
  '{"time":"1795328142.106","host":"web-1","source":"checkout","sourcetype":"httpevent","event":{"message":"first line\\n  second","severity":"warn"}}' +
  '{"time":"1795328142.106","host":"web-1","source":"checkout","sourcetype":"httpevent","event":{"message":{"message":"payment failed","order":"A-17","amount":12.5,"nested":{"a":{"b":1}}},"severity":"error"}}';
/** winston-splunk-httplogger 3.1.8 and splunk-bunyan-logger 0.11.0. */
const WINSTON =
  '{"source":"checkout","sourcetype":"app","index":"winston-index","time":"1795384804.383","event":{"message":{"msg":"Grüße 🐦","meta":{"level":"info","message":"Grüße 🐦"}},"severity":"info"}}';
const BUNYAN =
  '{"time":"1795384770.619","host":"vm","event":{"message":{"name":"checkout","pid":31869,"msg":"cache miss","v":0},"severity":"debug"}}';

describe("events that clients send", () => {
  it("splunk-logging", () => {
    expect(lines(SPLUNK_LOGGING)).toMatchObject([
      { message: "first line\n  second", severity: 13, level: "warn", host: "web-1", source: "checkout" },
      {
        message: "payment failed",
        severity: 17,
        time: 1_795_328_142_106_000_000n,
        attributes: { sourcetype: "httpevent", order: "A-17", amount: 12.5, nested: { a: { b: 1 } } },
      },
    ]);
  });

  it("winston-splunk-httplogger and splunk-bunyan-logger", () => {
    expect(lines(WINSTON)).toMatchObject([
      {
        message: "Grüße 🐦",
        severity: 9,
        source: "checkout",
        attributes: { index: "winston-index", sourcetype: "app" },
      },
    ]);
    expect(lines(BUNYAN)).toMatchObject([
      { message: "cache miss", severity: 5, host: "vm", attributes: { name: "checkout", pid: 31869 } },
    ]);
  });
});

describe("readEvents", () => {
  it.each<[string, string, object]>([
    ["a text", '{"event":"hello"}', { message: "hello", time: ARRIVAL, severity: 9 }],
    [
      "a text that is an object",
      '{"event":"{\\"levelname\\": \\"ERROR\\", \\"message\\": \\"m\\", \\"n\\": 1}"}',
      { message: "m", severity: 17, attributes: { n: 1 } },
    ],
    ["a text with two objects", '{"event":"{}{}"}', { message: "{}{}" }],
    ["a number", '{"event":42}', { message: "42" }],
    ["a list", '{"event":[1,"a"]}', { message: '[1,"a"]' }],
    ["a time as number", '{"time":1795328142.106,"event":"x"}', { time: 1_795_328_142_106_000_000n }],
    ["a time that is none", '{"time":"soon","event":"x"}', { time: ARRIVAL, attributes: { time: "soon" } }],
    [
      "fields",
      '{"event":"x","fields":{"region":"eu","n":5,"list":["a"]}}',
      { attributes: { region: "eu", n: 5, list: ["a"] } },
    ],
    ["fields that are none", '{"event":"x","fields":"y"}', { message: "x" }],
    ["a sourcetype alone", '{"event":"x","sourcetype":"syslog"}', { source: "syslog" }],
    [
      "its time over that of the event",
      '{"time":1795341605,"event":{"message":"x","time":"2026-11-22T10:00:00Z"}}',
      { time: 1_795_341_605_000_000_000n },
    ],
    [
      "the event's time",
      '{"event":{"message":"x","time":"2026-11-22T10:00:00Z"}}',
      { time: 1_795_341_600_000_000_000n },
    ],
    [
      "a key like a prototype",
      '{"event":{"message":"x","__proto__":"p"}}',
      { attributes: JSON.parse('{"__proto__":"p"}') },
    ],
  ])("%s", (_, text, expected) => {
    expect(lines(text)).toMatchObject([expected]);
  });

  it("lets what one event says of its origin hold for those that follow, but not its time", () => {
    const [, second, third] = lines(
      '{"time":1795341605,"host":"a","source":"s","event":"1"} {"event":"2"}\n{"host":"b","event":"3"}',
    );
    expect(second).toMatchObject({ host: "a", source: "s", time: ARRIVAL });
    expect(third).toMatchObject({ host: "b", source: "s" });
  });

  it("takes from the query what events do not say", () => {
    expect(lines('{"event":"1"}{"host":"b","event":"2"}', { host: "q", source: "s" })).toMatchObject([
      { host: "q", source: "s" },
      { host: "b", source: "s" },
    ]);
  });

  it.each([
    ["no JSON", "nonsense", 6],
    ["no object", '"text"', 6],
    ["no event", '{"host":"a"}', 12],
    ["null", '{"event":null}', 12],
    ["a blank text", '{"event":" "}', 13],
    ["an empty object", '{"event":{}}', 13],
  ])("says what is wrong: %s", (_, text, code) => {
    expect(read(text)).toEqual([{ code, text }]);
  });

  it("keeps the good beside the bad", () => {
    expect(
      read('{"event":"1"}\n{"host":"x"}\n{"event":"3"').map(({ line, code }) => line?.message ?? code),
    ).toEqual(["1", 12, 6]);
  });
});

it("readRaw reads lines, and objects among them", () => {
  const text = '\ufeffWARN plain\r\n\r\n{"level":"error","message":"x"}\n{broken\n{"a":1}{"b":2}\nlast';
  expect([...readRaw(text, { time: ARRIVAL, host: "h" })]).toMatchObject([
    { message: "WARN plain", severity: 13, host: "h" },
    { message: "x", severity: 17 },
    { message: "{broken" },
    { message: '{"a":1}{"b":2}' },
    { message: "last" },
  ]);
});
