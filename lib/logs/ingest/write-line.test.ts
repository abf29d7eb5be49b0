import { describe, expect, it } from "vitest";
import type { LogLine, LogValue } from "@/lib/logs/line";
import { newWrittenLine, writeLine } from "./write-line";

const ARRIVAL = 1_800_000_000_000_000_000n;
const TIME = 1_795_384_336_000_000_123n;

function write(change: Partial<LogLine>) {
  const out = newWrittenLine();
  const keys = new Set<string>();
  writeLine({ time: TIME, severity: 9, message: "m", ...change }, 7, ARRIVAL, keys, out);
  expect(out.json.endsWith("\n")).toBe(true);
  return { ...out, keys: [...keys], line: JSON.parse(out.json) as Record<string, unknown> };
}
const attributesOf = (attributes: Record<string, LogValue>) => write({ attributes }).line["a"];
const nest = (depth: number, value: LogValue): LogValue =>
  depth === 0 ? value : { x: nest(depth - 1, value) };

describe("writeLine", () => {
  it("writes the fields by their letters and leaves out what is absent", () => {
    const { line } = write({
      severity: 17,
      level: "ERROR",
      host: "h",
      service: "s",
      logger: "g",
      source: "o",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      spanId: "00f067aa0ba902b7",
      attributes: { a: 1 },
    });
    expect(line).toEqual({
      t: String(TIME),
      n: 7,
      l: 17,
      w: "ERROR",
      h: "h",
      s: "s",
      g: "g",
      o: "o",
      r: "4bf92f3577b34da6a3ce929d0e0e4736",
      p: "00f067aa0ba902b7",
      m: "m",
      a: { a: 1 },
    });
    expect(write({ host: "", attributes: {} }).line).toEqual({ t: String(TIME), n: 7, l: 9, m: "m" });
  });

  it("replaces what no database takes", () => {
    const { line, json } = write({
      message: "a\0b\ud800c",
      host: "h\0",
      traceId: 'not "hex"\0',
      attributes: { "k\0": "v\udc00", list: ["\0", { "i\0": "\ud800" }], fine: "🐦\u001b[0m\n" },
    });
    expect(json).not.toMatch(/\\u0000|\\ud8|\\udc/);
    expect(line).toMatchObject({ m: "a\ufffdb\ufffdc", h: "h\ufffd", r: 'not "hex"\ufffd' });
    expect(line["a"]).toEqual({
      "k\ufffd": "v\ufffd",
      list: ["\ufffd", { "i\ufffd": "\ufffd" }],
      fine: "🐦\u001b[0m\n",
    });
  });

  it.each([-1n, 9_214_646_400_000_000_000n, 10n ** 30n])(
    "takes the arrival for the time %d, and keeps it",
    (time) => {
      const { line, time: stored } = write({ time });
      expect(line).toMatchObject({ t: String(ARRIVAL), a: { "jackdaw.time": String(time) } });
      expect(stored).toBe(ARRIVAL);
    },
  );

  it("cuts a message at 1 MiB and says how long it was", () => {
    const { line } = write({ message: "x".repeat(1_048_577) });
    expect((line["m"] as string).length).toBe(1_048_576);
    expect(line["a"]).toEqual({ "jackdaw.message_length": 1_048_577 });
  });

  it("takes a severity that is none for information", () => {
    expect([0, 25, Number.NaN, 13.7].map((severity) => write({ severity }).line["l"])).toEqual([9, 9, 9, 13]);
  });

  it("cuts names that counters are kept by", () => {
    const { host, service } = write({ host: "h".repeat(900), service: "s".repeat(900) });
    expect([host.length, service.length]).toEqual([255, 200]);
  });

  it("keeps the types of values, and numbers that JSON has no word for as text", () => {
    expect(
      attributesOf({
        s: "1",
        n: 1.5,
        b: false,
        nan: Number.NaN,
        inf: -Infinity,
        nil: null,
        empty: "",
        list: [1, null],
      }),
    ).toEqual({ s: "1", n: 1.5, b: false, nan: "NaN", inf: "-Infinity", empty: "", list: [1, null] });
    expect(write({ attributes: { big: 9_223_372_036_854_775_807n } }).json).toContain(
      '"big":9223372036854775807',
    );
  });

  it("flattens objects with dots down to eight levels, and keeps the rest as JSON", () => {
    expect(attributesOf({ http: { method: "GET", url: { path: "/" } }, none: {} })).toEqual({
      "http.method": "GET",
      "http.url.path": "/",
      none: {},
    });
    expect(attributesOf({ x: nest(7, 1) })).toEqual({ "x.x.x.x.x.x.x.x": 1 });
    expect(attributesOf({ x: nest(9, 1) })).toEqual({ "x.x.x.x.x.x.x.x": { x: { x: 1 } } });
  });

  it("loses nothing when two names become one", () => {
    expect(attributesOf({ "a.b": 1, a: { b: 2 } })).toEqual({ "a.b": 1, "a.b#2": 2 });
    expect(attributesOf({ a: { b: 2 }, "a.b": 1 })).toEqual({ "a.b": 1, "a.b#2": 2 });
    const long = "k".repeat(250);
    const cut = "k".repeat(200);
    expect(attributesOf({ [`${long}1`]: 1, [`${long}2`]: 2 })).toEqual({
      [cut]: 1,
      [`${cut}#2`.slice(0, 202)]: 2,
    });
  });

  it("writes 256 names and puts what comes later under one", () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`k${n}`, n]));
    const written = attributesOf(many) as Record<string, unknown>;
    expect(Object.keys(written)).toHaveLength(256);
    expect(Object.keys(written["jackdaw.rest"] as object)).toHaveLength(400 - 255);
    const inner = attributesOf({ a: 1, inner: many }) as Record<string, unknown>;
    expect(inner["inner"]).toEqual(many);
  });

  it("survives what is nested beyond reason", () => {
    expect(JSON.stringify(attributesOf({ x: nest(5_000, 1) })).length).toBeLessThan(2_000);
    let list: LogValue = [];
    for (let depth = 0; depth < 5_000; depth++) list = [list];
    expect(JSON.stringify(attributesOf({ list })).length).toBeLessThan(2_000);
  });

  it("filters secrets by their names and in texts", () => {
    expect(
      attributesOf({
        password: "p",
        "API-Key": 5,
        auth: { token: "t", user: "u" },
        secret: { any: 1 },
        list: [{ access_token: "t", ok: 1 }],
        card: "4111 1111 1111 1111",
        number: 4_111_111_111_111_111,
        has_password: true,
        monkey: "m",
      }),
    ).toEqual({
      password: "[Filtered]",
      "API-Key": "[Filtered]",
      auth: "[Filtered]",
      secret: "[Filtered]",
      list: [{ access_token: "[Filtered]", ok: 1 }],
      card: "[Filtered]",
      number: "[Filtered]",
      has_password: true,
      monkey: "m",
    });
    expect(write({ message: "GET /?token=abc&x=1 by postgres://me:pw@db Bearer abcdefghij" }).line["m"]).toBe(
      "GET /?token=[Filtered]&x=1 by postgres://me:[Filtered]@db Bearer [Filtered]",
    );
    expect(write({ message: "pwd=x" }).line["m"]).toBe("pwd=[Filtered]");
  });

  it("keeps hostile names as data", () => {
    const { json } = write({
      attributes: JSON.parse('{"__proto__":{"x":1},"constructor":"c"}') as Record<string, LogValue>,
    });
    expect(json).toContain('"__proto__.x":1');
    expect(json).toContain('"constructor":"c"');
  });

  it("tells the names of the attributes", () => {
    expect(write({ attributes: { a: 1, b: { c: 2 }, gone: null } }).keys).toEqual(["a", "b.c"]);
  });
});
