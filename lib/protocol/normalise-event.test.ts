import { describe, expect, it } from "vitest";
import type { Event, Json, JsonObject } from "./event";
import { type NormaliseContext, normaliseEvent } from "./normalise-event";
import { parseJson } from "./parse-json";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");
const ID = "9ec79c33ec9942ab8353589fcb2e04dc";

function normalise(raw: Json, context: Partial<NormaliseContext> = {}): Event {
  return normaliseEvent(raw, { receivedAt, ...context });
}

const fromText = (text: string) => normalise(parseJson(Buffer.from(text)));
const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];
const list = (length: number, make: (index: number) => Json) =>
  Array.from({ length }, (_, index) => make(index));
const nested = (depth: number): Json => (depth === 0 ? "deep" : { a: nested(depth - 1) });

describe("the event itself", () => {
  it.each([[[]], ["x"], [1], [null], [true]])("C1: refuses %j", (raw) => {
    expect(() => normalise(raw as Json)).toThrow(
      expect.objectContaining({ status: 400, reason: "invalid_json_type" }),
    );
  });

  it("makes an event of nothing", () => {
    const { event_id: id, ...event } = normalise({});
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(JSON.stringify(event))).toEqual({
      type: "default",
      timestamp: "2026-11-05T12:00:00.000Z",
      received: "2026-11-05T12:00:00.000Z",
      level: "error",
      platform: "other",
      tags: [],
    });
  });

  it("E12, E13: the envelope's id wins; an invalid one is replaced", () => {
    expect(normalise({ event_id: ID.toUpperCase() }).event_id).toBe(ID);
    const other = normalise({ event_id: "f".repeat(32) }, { eventId: ID });
    expect(other.event_id).toBe(ID);
    expect(notes(other)).toEqual(["invalid_data event_id"]);
    const invalid = normalise({ event_id: "../../x" });
    expect(invalid.event_id).toMatch(/^[0-9a-f]{32}$/);
    expect(notes(invalid)).toEqual(["invalid_data event_id"]);
  });

  it.each([
    ["warn", "warning"],
    ["Log", "info"],
    ["critical", "fatal"],
    [10, "debug"],
    [20, "info"],
    [30, "warning"],
    ["40", "error"],
    [50, "fatal"],
    ["purple", "error"],
    [{}, "error"],
    [undefined, "error"],
  ])("C20: level %j is %s", (level, expected) => {
    expect(normalise(level === undefined ? {} : { level }).level).toBe(expected);
  });

  it("C20: unknown platform is other, the type is inferred", () => {
    expect(normalise({ platform: "cobol" }).platform).toBe("other");
    expect(normalise({ platform: "Python" }).platform).toBe("python");
    expect(normalise({ type: "error", message: "m" }).type).toBe("default");
    expect(normalise({ type: "nonsense", exception: { type: "T" } }).type).toBe("error");
    expect(normalise({ csp: { "effective-directive": "img-src" } }).type).toBe("csp");
  });

  it.each([
    ["1.0", "1.0"],
    [" 1.0 ", "1.0"],
    [5, "5"],
    ["x".repeat(300), "x".repeat(200)],
    ["..", undefined],
    [".", undefined],
    ["//", undefined],
    ["a\nb", undefined],
    [{}, undefined],
  ])("C21: release %j", (release, expected) => {
    const event = normalise({ release });
    expect(event.release).toBe(expected);
    if (expected === undefined) expect(notes(event)).toEqual(["invalid_data release"]);
  });

  it("trims names to their limits", () => {
    const long = "x".repeat(300);
    const event = normalise({
      environment: long,
      dist: long,
      server_name: long,
      logger: long,
      transaction: long,
      culprit: long,
    });
    const lengths = [
      event.environment,
      event.dist,
      event.server_name,
      event.logger,
      event.transaction,
      event.culprit,
    ];
    expect(lengths.map((value) => value?.length)).toEqual([64, 64, 256, 64, 200, 200]);
  });
});

describe("hostile text and trees", () => {
  it("C4: numbers that are not finite become null and are noted", () => {
    const event = fromText('{"extra":{"a":1e400,"b":NaN,"c":-0,"id":12345678901234567890}}');
    expect(event.extra).toEqual({ a: null, b: null, c: -0, id: "12345678901234567890" });
    expect(JSON.stringify(event.extra)).toBe('{"a":null,"b":null,"c":0,"id":"12345678901234567890"}');
    expect(notes(event)).toEqual(["invalid_data extra"]);
  });

  it("C5, C6: NUL and lone surrogates become U+FFFD, in keys too", () => {
    const event = fromText(
      '{"message":"a\\u0000b\\ud800","extra":{"k\\u0000":["\\udfff"]},"tags":{"a":"\\u0000"},"contexts":{"c\\ud800":{"x":1}}}',
    );
    expect(event.logentry?.formatted).toBe("a\uFFFDb\uFFFD");
    expect(event.extra).toEqual({ "k\uFFFD": ["\uFFFD"] });
    expect(event.tags).toEqual([["a", "\uFFFD"]]);
    expect(event.contexts).toEqual({ "c\uFFFD": { x: 1 } });
  });

  it("C12, C14: hostile keys are data", () => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":"c","toString":1,"hasOwnProperty":2,"a.b[$1]\'":3}';
    const event = fromText(
      `{"extra":${text},"contexts":{"__proto__":{"a":1}},"user":{"__proto__":{"b":1}},"modules":{"__proto__":"1"}}`,
    );
    expect(JSON.stringify(event.extra)).toBe(text);
    expect(JSON.stringify(event.contexts)).toBe('{"__proto__":{"a":1}}');
    expect(JSON.stringify(event.user)).toBe('{"data":{"__proto__":{"b":1}}}');
    expect(JSON.stringify(event.modules)).toBe('{"__proto__":"1"}');
    expect(({} as JsonObject)["polluted"]).toBeUndefined();
  });

  it("trims extra to 7 levels, 16 KB per value and 256 KB", () => {
    const event = normalise({
      extra: { deep: nested(10), long: "x".repeat(20_000), list: list(9_000, () => 1) },
    });
    expect(JSON.stringify(event.extra?.["deep"])).toBe('{"a":{"a":{"a":{"a":{"a":{"a":"[Object]"}}}}}}');
    expect(event.extra?.["long"]).toHaveLength(16 * 1024 - 4 + 1);
    expect(JSON.stringify(event.extra?.["list"]).length).toBeLessThan(5_000);
    expect(notes(event)).toEqual(["value_too_long extra", "too_many_values extra"]);
    const many = normalise({
      extra: Object.fromEntries(list(100, (i) => [`k${i}`, "x".repeat(10_000)]) as [string, Json][]),
    });
    expect(JSON.stringify(many.extra).length).toBeLessThan(260 * 1024);
  });

  it("never cuts a surrogate pair", () => {
    expect(normalise({ release: `${"x".repeat(199)}😀` }).release).toBe("x".repeat(199));
  });

  it("keeps at most 100 notes", () => {
    const event = normalise({
      exception: { type: "T", stacktrace: { frames: list(200, () => ({ lineno: -1, colno: "x" })) } },
    });
    expect(event.errors).toHaveLength(100);
  });
});

describe("sdk and the rest", () => {
  it("reads the SDK from the event, else from the authentication", () => {
    expect(
      normalise({ sdk: { name: "sentry.python", version: "2.0" } }, { sdkClient: "x/1" }).sdk,
    ).toMatchObject({
      name: "sentry.python",
      version: "2.0",
    });
    expect(normalise({}, { sdkClient: "raven-python/6.10.0" }).sdk).toMatchObject({
      name: "raven-python",
      version: "6.10.0",
    });
    expect(normalise({}, { sdkClient: "/" }).sdk).toBeUndefined();
  });

  it("keeps templates, modules, queries, checksums and debug meta", () => {
    const event = normalise({
      "sentry.interfaces.Template": { filename: "a.html", lineno: 5 },
      "sentry.interfaces.Query": { query: "select 1" },
      modules: { django: "1.2", empty: null },
      checksum: "abc",
      debug_meta: { images: [{ type: "sourcemap" }] },
    });
    expect(event.template).toMatchObject({ filename: "a.html", lineno: 5 });
    expect(event.extra).toEqual({ query: { query: "select 1" } });
    expect(event.modules).toEqual({ django: "1.2" });
    expect(event.checksum).toBe("abc");
    expect(event.debug_meta).toEqual({ images: [{ type: "sourcemap" }] });
  });

  it("leaves its input alone", () => {
    const raw: Json = {
      extra: { password: "x", a: ["y"] },
      request: { data: { token: "x" } },
      user: { id: 1, b: 2 },
    };
    const before = JSON.stringify(raw);
    normalise(raw);
    expect(JSON.stringify(raw)).toBe(before);
  });
});
