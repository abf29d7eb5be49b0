import { describe, expect, it } from "vitest";
import type { LogLine, LogValue } from "@/lib/logs/line";
import { lineFromObject, lineFromText, lineFromValue } from "./from-object";

const ARRIVAL = 1_800_000_000_000_000_000n;
const SENT = 1_795_384_336_125_000_000n;
const read = (object: Record<string, LogValue>, defaults = {}) =>
  lineFromObject(object, { time: ARRIVAL, ...defaults });
/** Without what is absent. */
const present = (line: LogLine) =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined));

describe("lineFromObject", () => {
  it.each([
    [
      "pino",
      { level: 40, time: 1_795_384_336_125, pid: 7, hostname: "web-1", msg: "slow", reqId: "a1" },
      { severity: 13, level: "40", host: "web-1", message: "slow", attributes: { pid: 7, reqId: "a1" } },
    ],
    [
      "bunyan",
      {
        name: "shop",
        hostname: "web-1",
        pid: 7,
        level: 50,
        msg: "broke",
        time: "2026-11-22T21:52:16.125Z",
        v: 0,
      },
      {
        severity: 17,
        level: "50",
        host: "web-1",
        service: "shop",
        message: "broke",
        attributes: { pid: 7, v: 0 },
      },
    ],
    [
      "winston",
      { level: "warn", message: "slow", timestamp: "2026-11-22T21:52:16.125Z", service: "shop" },
      { severity: 13, level: "warn", service: "shop", message: "slow", attributes: {} },
    ],
    [
      "Elastic's, dotted",
      {
        "@timestamp": "2026-11-22T21:52:16.125Z",
        "log.level": "ERROR",
        "service.name": "shop",
        "host.name": "web-1",
        "trace.id": "4BF92F3577B34DA6A3CE929D0E0E4736",
        "span.id": "00f067aa0ba902b7",
        "log.logger": "cart",
        message: "broke",
        "ecs.version": "1.6",
      },
      {
        severity: 17,
        level: "ERROR",
        service: "shop",
        host: "web-1",
        logger: "cart",
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        spanId: "00f067aa0ba902b7",
        message: "broke",
        attributes: { "ecs.version": "1.6" },
      },
    ],
    [
      "Elastic's, nested",
      {
        "@timestamp": "2026-11-22T21:52:16.125Z",
        log: { level: "info", logger: "cart", file: { line: 4 } },
        service: { name: "shop" },
        host: { name: "web-1", ip: ["10.0.0.1"] },
        trace: { id: "abc" },
        message: "fine",
      },
      {
        severity: 9,
        level: "info",
        service: "shop",
        host: "web-1",
        logger: "cart",
        traceId: "abc",
        message: "fine",
        attributes: { log: { file: { line: 4 } }, host: { ip: ["10.0.0.1"] } },
      },
    ],
    [
      "Python's",
      {
        asctime: "2026-11-22 21:52:16,125",
        levelname: "WARNING",
        levelno: 30,
        name: "shop.cart",
        message: "slow",
      },
      { severity: 13, level: "WARNING", logger: "shop.cart", message: "slow", attributes: {} },
    ],
    [
      "Monolog",
      {
        message: "broke",
        context: { id: 3 },
        level: 400,
        level_name: "ERROR",
        channel: "app",
        datetime: "2026-11-22T21:52:16.125+00:00",
      },
      {
        severity: 17,
        level: "400",
        logger: "app",
        message: "broke",
        attributes: { context: { id: 3 }, level_name: "ERROR" },
      },
    ],
    [
      "Serilog",
      { "@t": "2026-11-22T21:52:16.125Z", "@m": "broke", "@l": "Fatal", SourceContext: "Shop.Cart", Id: 3 },
      { severity: 21, level: "Fatal", logger: "Shop.Cart", message: "broke", attributes: { Id: 3 } },
    ],
    [
      "journald",
      {
        __REALTIME_TIMESTAMP: "1795384336125000",
        PRIORITY: "3",
        _HOSTNAME: "web-1",
        SYSLOG_IDENTIFIER: "sshd",
        MESSAGE: "broke",
      },
      { severity: 17, level: "3", host: "web-1", service: "sshd", message: "broke", attributes: {} },
    ],
    [
      "OpenTelemetry's",
      {
        timestamp: "1795384336125000000",
        severityNumber: 14,
        severityText: "careful",
        body: "slow",
        traceId: "abc",
        spanId: "def",
      },
      { severity: 14, level: "careful", traceId: "abc", spanId: "def", message: "slow", attributes: {} },
    ],
    [
      "Datadog's",
      {
        date: 1_795_384_336_125,
        status: 200,
        "dd.trace_id": "7",
        dd: { span_id: "8", env: "prod" },
        ddsource: "nginx",
        message: "x",
      },
      {
        severity: 9,
        traceId: "7",
        spanId: "8",
        source: "nginx",
        message: "x",
        attributes: { status: 200, dd: { env: "prod" } },
      },
    ],
    [
      "Fluent Bit's",
      { date: 1_795_384_336.125, log: "hello\n", stream: "stdout" },
      { severity: 9, source: "stdout", message: "hello", attributes: {} },
    ],
    [
      "Log4j's",
      {
        instant: { epochSecond: 1_795_384_336, nanoOfSecond: 125_000_000 },
        level: "FATAL",
        loggerName: "a.B",
        message: "x",
      },
      { severity: 21, level: "FATAL", logger: "a.B", message: "x", attributes: {} },
    ],
  ])("reads %s", (_, object, expected) => {
    expect(present(read(object as Record<string, LogValue>))).toEqual({ time: SENT, ...expected });
  });

  it("takes the most certain name and keeps the others", () => {
    const line = read({ text: "t", msg: "m", message: "the one", log: "l" });
    expect(line.message).toBe("the one");
    expect(line.attributes).toEqual({ text: "t", msg: "m", log: "l" });
  });

  it("keeps what a field cannot be as an attribute", () => {
    const line = read({
      message: "x",
      level: "banana",
      time: 35,
      host: ["a"],
      service: true,
      source: { a: 1 },
      name: "Ann",
    });
    expect(line.attributes).toEqual({
      level: "banana",
      time: 35,
      host: ["a"],
      service: true,
      source: { a: 1 },
      name: "Ann",
    });
    expect(line).toMatchObject({ time: ARRIVAL, severity: 9 });
    expect(line.level).toBeUndefined();
  });

  it("takes the next name when a time cannot be read", () => {
    expect(read({ timestamp: "soon", date: "2026-11-22T21:52:16.125Z" }).time).toBe(SENT);
  });

  it("finds something to read in a line without a message", () => {
    expect(read({ error: { message: "broke" }, a: 1 }).message).toBe("broke");
    expect(read({ method: "GET", status: 200, list: [1] }).message).toBe("method=GET status=200 list=…");
    expect(read({ message: { a: 1 } })).toMatchObject({
      message: "message=…",
      attributes: { message: { a: 1 } },
    });
    expect(read({}).message).toBe("");
    expect(read({ a: "x".repeat(9_000), b: "y".repeat(9_000) }).message.length).toBeLessThan(600);
  });

  it("infers a level that nobody named", () => {
    expect(read({ message: "[error] broke" })).toMatchObject({ severity: 17 });
    expect(read({ message: "[error] broke" }, { level: "info" })).toMatchObject({
      severity: 9,
      level: "info",
    });
  });

  it("fills in what the sender was said to be", () => {
    const line = read(
      { message: "x", host: "own", tags: "own" },
      { host: "h", service: "s", source: "o", attributes: { tags: "t", env: "e" } },
    );
    expect(line).toMatchObject({
      host: "own",
      service: "s",
      source: "o",
      attributes: { tags: "own", env: "e" },
    });
  });

  it("keeps hostile names as data", () => {
    const line = read(
      JSON.parse('{"__proto__":{"x":1},"constructor":"c","host":{"__proto__":{"y":1}}}') as Record<
        string,
        LogValue
      >,
    );
    expect(Object.keys(line.attributes ?? {})).toEqual(["__proto__", "constructor", "host"]);
    expect(Object.getPrototypeOf(line.attributes)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});

describe("lineFromText and lineFromValue", () => {
  it("keep the text and read its level", () => {
    expect(lineFromText("WARN slow", { time: ARRIVAL, host: "h" })).toMatchObject({
      time: ARRIVAL,
      severity: 13,
      host: "h",
      message: "WARN slow",
    });
    expect(lineFromValue("plain", { time: ARRIVAL }).message).toBe("plain");
    expect(lineFromValue([1234567890123456789n], { time: ARRIVAL }).message).toBe('["1234567890123456789"]');
    expect(lineFromValue([1, 2], { time: ARRIVAL }).message).toBe("[1,2]");
    expect(lineFromValue(7, { time: ARRIVAL }).message).toBe("7");
    expect(lineFromValue({ msg: "m" }, { time: ARRIVAL }).message).toBe("m");
  });
});
