import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSyslog } from "./read-syslog";

const at = (text: string) => BigInt(Date.parse(text)) * 1_000_000n;
const ARRIVAL = at("2026-11-22T22:00:00Z");
const TOKEN = "11111111-2222-4333-8444-555555555555";
const read = (text: string, arrival = ARRIVAL) => readSyslog(text, arrival).line;

describe("RFC 5424", () => {
  it.each<[string, string, object]>([
    [
      "the standard's own example",
      `<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"] \uFEFFAn application event log entry...`,
      {
        time: at("2003-10-11T22:14:15.003Z"),
        severity: 10,
        level: "notice",
        host: "mymachine.example.com",
        service: "evntslog",
        logger: "local4",
        message: "An application event log entry...",
        attributes: {
          msgid: "ID47",
          "exampleSDID@32473": { iut: "3", eventSource: "Application", eventID: "1011" },
        },
      },
    ],
    [
      "nil everywhere",
      "<0>1 - - - - - -",
      { time: ARRIVAL, severity: 21, level: "emerg", host: undefined, service: undefined, message: "" },
    ],
    [
      "escapes, and a name twice",
      String.raw`<14>1 - - - - - [a x="q\"b\\c\]d\n" x="2"][b] m`,
      { attributes: { a: { x: [String.raw`q"b\c]d\n`, "2"] }, b: {} }, message: "m" },
    ],
    [
      "nanoseconds and a zone",
      "<14>1 2026-11-22T23:52:16.123456789+02:00 h a 42 - - m",
      { time: at("2026-11-22T21:52:16Z") + 123_456_789n, attributes: { pid: 42 } },
    ],
    [
      "version 0, as rsyslog's template for Loggly",
      "<11>0 2026-11-22T21:52:16Z h a - - - m",
      { severity: 17, host: "h", service: "a", message: "m" },
    ],
    [
      "structured data that is malformed",
      "<14>1 - h a - - [broken x=1] m",
      { host: "h", message: "[broken x=1] m" },
    ],
    ["a time that is none", "<14>1 soon h a - - - m", { time: ARRIVAL, host: "h", message: "m" }],
    ["rsyslog's blank before a message of RFC 3164", "<14>1 - h a - - -  m", { message: "m" }],
    ["an indented message", "<14>1 - h a - - -   m", { message: "  m" }],
    [
      "JSON behind rsyslog's blank",
      '<14>1 - h a - - -  @cee: {"msg":"x","order":7}',
      { message: "x", attributes: { order: 7 } },
    ],
    ["several lines", "<14>1 - h a - - - one\n  two\n", { message: "one\n  two" }],
    ["a process that is no number", "<14>1 - h a main - - m", { attributes: { procid: "main" } }],
    [
      "JSON that says more than the header",
      '<14>1 - h a - - - @cee: {"level":"error","msg":"x","order":7}',
      { severity: 17, message: "x", host: "h", attributes: { order: 7 } },
    ],
    [
      "the words of a text count less than the header",
      "<14>1 - h a - - - ERROR: not so bad",
      { severity: 9, level: "info" },
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it("finds Loggly's token, and takes syslog-ng's empty fields", () => {
    const text = `<12>1 2026-11-22T21:52:16Z web-1 myapp   [${TOKEN}@41058 tag="sng" tag="eu,x"] msg`;
    expect(readSyslog(text, ARRIVAL)).toMatchObject({
      token: TOKEN.replaceAll("-", ""),
      line: { host: "web-1", service: "myapp", message: "msg", attributes: { tags: ["sng", "eu", "x"] } },
    });
  });
});

describe("RFC 3164", () => {
  it.each<[string, string, object]>([
    [
      "the usual",
      "<34>Oct 11 22:14:15 mymachine su[230]: 'su root' failed",
      {
        time: at("2026-10-11T22:14:15Z"),
        severity: 18,
        level: "crit",
        logger: "auth",
        host: "mymachine",
        service: "su",
        message: "'su root' failed",
        attributes: { pid: 230 },
      },
    ],
    ["a day of one digit", "<13>Nov  2 01:02:03 h t: m", { time: at("2026-11-02T01:02:03Z"), host: "h" }],
    ["one blank before it", "<13>Nov 2 01:02:03.5 h t: m", { time: at("2026-11-02T01:02:03.5Z") }],
    ["a year, as Cisco writes it", "<13>Nov 22 2025 01:02:03: h t: m", { time: at("2025-11-22T01:02:03Z") }],
    [
      "rsyslog's ISO time",
      "<13>2026-11-22T21:52:16.123456+01:00 h t[7]: m",
      { time: at("2026-11-22T20:52:16.123Z") + 456_000n, host: "h", service: "t", message: "m" },
    ],
    [
      "no host",
      "<13>Nov 22 21:52:16 cron[9]: m: n",
      { host: undefined, service: "cron", message: "m: n", attributes: { pid: 9 } },
    ],
    ["no tag", "<13>Nov 22 21:52:16 h some words", { host: "h", service: undefined, message: "some words" }],
    ["no blank behind the tag", "<13>Nov 22 21:52:16 h t[1]:m", { service: "t", message: "m" }],
    ["no time", "<13>myapp: m", { time: ARRIVAL, service: "myapp", message: "m" }],
    ["nothing but a text", "<13>some: words here", { service: "some", message: "words here" }],
    ["an address as the host", "<13>Nov 22 21:52:16 fe80::1 t: m", { host: "fe80::1", service: "t" }],
    ["a number first", "<13>3 items left", { message: "3 items left", time: ARRIVAL }],
    ["a day that does not exist", "<13>Feb 31 01:02:03 h t: m", { time: ARRIVAL }],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ["Dec 31 23:59:59", "2027-01-01T00:00:05Z", "2026-12-31T23:59:59Z"],
    ["Jan  1 00:00:05", "2026-12-31T23:59:59Z", "2027-01-01T00:00:05Z"],
    ["Feb 29 12:00:00", "2029-01-10T00:00:00Z", "2028-02-29T12:00:00Z"],
  ])("%s that comes %s is of the nearest year", (stamp, arrival, expected) => {
    expect(read(`<13>${stamp} h t: m`, at(arrival)).time).toBe(at(expected));
  });
});

it.each(["just words", "<192>x", "<>x", "<1234>x", "", "<13", "Nov 22 21:52:16 h t: m"])(
  "keeps as text what has no priority: %s",
  (text) => {
    expect(read(text)).toMatchObject({ message: text, time: ARRIVAL });
  },
);

it("takes any text, and long ones in one pass", () => {
  const part = fc.oneof(
    fc.constantFrom("<13>", "1 ", "-", " ", "[a", ' x="', '"', "]", "\\", "Nov 22 21:52:16", "h:", "{", "}"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => typeof read(parts.join("")).message === "string"),
    { numRuns: 500 },
  );
  for (const filler of [" ", "[", '[a x="', "\\", "<13>", "{"]) {
    const text = `<13>1 - h a - - ${filler.repeat(300_000)}`;
    expect(read(text).message.length).toBeGreaterThan(250_000);
  }
});
