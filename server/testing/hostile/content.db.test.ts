import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import type { Event } from "@/lib/protocol/event";
import { violations } from "@/lib/protocol/event-rules.fixture";
import { type HostileFront, lines, MARK, openHostileFront, refusal } from "./hostile-front";

const KIB = 1024;
let front: HostileFront;
beforeAll(async () => {
  front = await openHostileFront();
});
afterAll(() => front.close());
beforeEach(() => front.renew());
afterEach(() => front.checkHealth());

/** What this process, the front in it, took of the processor's time, in ms: other programs make it no longer. */
function spentSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

/** The event is taken within two seconds of the processor's time, whatever is in it, and keeps to the schema; what is stored of it. */
async function take(body: object | string | Buffer): Promise<Event> {
  const started = process.cpuUsage();
  const answer = await front.store(body);
  expect([answer.status, answer.json]).toEqual([200, { id: expect.any(String) }]);
  expect(spentSince(started)).toBeLessThan(2_000);
  const event = (await front.stored()).at(-1) as Event;
  expect(event.event_id).toBe(answer.json["id"]);
  expect(violations(event)).toEqual([]);
  return event;
}

async function expectRefused(body: string, status: number, detail: string, reason: string): Promise<void> {
  const started = process.cpuUsage();
  expect(refusal(await front.store(body))).toEqual([status, detail]);
  expect(spentSince(started)).toBeLessThan(500);
  expect(await front.outcomes()).toEqual([`error invalid ${reason} 1`]);
  expect(await front.stored()).toEqual([]);
}

const notes = (event: Event) => (event.errors ?? []).map(({ name }) => name);

/** `count` objects from a function of their index. */
function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describe("JSON", () => {
  it.each(["[]", '"x"', "1", "null", "true", `["${MARK}"]`])("C1 the body %s: 400", async (body) => {
    await expectRefused(body, 400, "invalid event", "invalid_json_type");
  });

  it.each([
    ["lists", `{"extra":${"[".repeat(500_000)}${"]".repeat(500_000)}}`],
    ["objects", `{"a":${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}}`],
    ["129 levels", `${'{"a":'.repeat(129)}1${"}".repeat(129)}`],
    ["lists that never end", "[".repeat(1_000_000)],
  ])("C2 too deep, %s: 400 before it is parsed", async (_, body) => {
    await expectRefused(body, 400, "JSON is too complex", "too_complex");
  });

  it("C2 128 levels: taken, cut to what is kept", async () => {
    const event = await take(`${'{"extra":'.repeat(127)}{"a":1}${"}".repeat(127)}`);
    expect(notes(event)).toContain("extra");
  });

  it.each([
    ["values", `{"extra":[${"1,".repeat(100_001)}1]}`],
    ["keys", `{${many(100_001, (index) => `"${index.toString(36)}":1`).join()}}`],
    ["empty objects", `{"extra":[${"{},".repeat(60_000)}{}]}`],
  ])("C3 a hundred thousand %s: 400 before it is parsed", async (_, body) => {
    await expectRefused(body, 400, "JSON is too complex", "too_complex");
  });

  it("C4 numbers: what is not finite is null and noted, large integers keep their digits, none reaches jsonb raw", async () => {
    const digits = "7".repeat(400);
    const event = await take(
      `{"message":"m","extra":{"inf":1e400,"huge":1e131071,"minus":-0,"nan":NaN,"big":9007199254740993,"digits":${digits}},"user":{"id":18446744073709551615}}`,
    );
    expect(event.extra).toEqual({
      inf: null,
      huge: null,
      minus: 0,
      nan: null,
      big: "9007199254740993",
      digits,
    });
    expect(event.user?.id).toBe("18446744073709551615");
    expect(notes(event)).toContain("extra");
  });

  it("C5 U+0000 anywhere becomes U+FFFD", async () => {
    const text = '"a\\u0000b"';
    const event = await take(
      `{"message":${text},"extra":{${text}:${text}},"tags":{${text}:${text}},"release":${text},"environment":${text},"user":{"id":${text}},"transaction":${text},"logger":${text},"exception":[{"type":${text},"value":${text}}]}`,
    );
    expect([event.exception?.values[0]?.value, event.extra, event.user?.id]).toEqual([
      "a\uFFFDb",
      { "a\uFFFDb": "a\uFFFDb" },
      "a\uFFFDb",
    ]);
  });

  it("C6 half a surrogate pair anywhere becomes U+FFFD", async () => {
    const half = '"a\\ud800b\\udc00"';
    const event = await take(
      `{"message":${half},"extra":{${half}:${half}},"tags":{"t":${half}},"user":{"username":${half}},"fingerprint":[${half}]}`,
    );
    expect([event.logentry?.formatted, event.tags[0]?.[1], event.fingerprint?.[0]]).toEqual(
      many(3, () => "a\uFFFDb\uFFFD"),
    );
  });

  it("C6 a pair cut in half by a limit does not become a half", async () => {
    const event = await take({ message: `${"x".repeat(8_191)}😀`, tags: { t: `${"x".repeat(199)}😀` } });
    expect(event.logentry?.formatted?.endsWith("x")).toBe(true);
  });

  it("C7 fields of every other type, here each top-level one, are dropped or mended and noted; more: normalise-event.generated.test.ts", async () => {
    const fields =
      "event_id timestamp level platform logger transaction culprit server_name release dist environment message logentry exception stacktrace threads template breadcrumbs user request contexts tags extra modules fingerprint checksum sdk debug_meta csp type received";
    for (const value of [null, true, 7, "text", [], [[null]], {}, { values: { a: [{}] } }]) {
      const all = Object.fromEntries(fields.split(" ").map((name) => [name, value]));
      const event = await take({
        ...all,
        type: undefined,
        logentry: { formatted: "kept" },
        message: undefined,
      });
      expect(event.logentry?.formatted).toBe("kept");
    }
  });

  it.each([
    "now",
    "infinity",
    "-infinity",
    "today",
    "epoch",
    -1,
    1e20,
    "+275760-09-13T00:00:00Z",
    "0044-03-15 BC",
    "0NaN",
    `2026-11-22T10:00:00.${"1".repeat(80)}Z`,
    "2026-02-30",
    {},
    [1],
    true,
    "9".repeat(400),
  ])("C8 a timestamp of %j: the time of receipt, noted", async (timestamp) => {
    const event = await take({ message: "m", timestamp });
    expect(Math.abs(Date.parse(event.timestamp) - Date.now())).toBeLessThan(60_000);
    const { rows } = await pool().query<{ late: boolean }>(
      `SELECT abs(extract(epoch FROM occurred_at - now())) > 60 OR abs(extract(epoch FROM received_at - now())) > 60 AS late FROM event WHERE project_id = $1`,
      [front.project.id],
    );
    expect(rows).toEqual([{ late: false }]);
  });

  it("C8 milliseconds, microseconds and nanoseconds are told from seconds", async () => {
    const now = Date.now() - 60_000;
    for (const timestamp of [
      now / 1_000,
      now,
      now * 1_000,
      String(now / 1_000),
      new Date(now).toISOString(),
    ]) {
      expect(Math.abs(Date.parse((await take({ message: "m", timestamp })).timestamp) - now)).toBeLessThan(2);
    }
  });
});

const frame = (index: number) => ({ function: `f${index}` });
const exception = (index: number) => ({
  type: "T",
  value: `${index}`,
  mechanism: {
    type: "g",
    exception_id: index,
    parent_id: (index + 1) % 6_000,
    is_exception_group: true,
  },
});

describe("sizes", () => {
  it("C9 frames, breadcrumbs and exceptions: 250, 100 and 50 stay, and circles are none of our concern", async () => {
    const frames = (await take({ exception: [{ type: "T", stacktrace: { frames: many(30_000, frame) } }] }))
      .exception?.values[0]?.stacktrace?.frames;
    expect([frames?.length, frames?.[0]?.function, frames?.at(-1)?.function]).toEqual([250, "f0", "f29999"]);
    const crumbs = (
      await take({ message: "m", breadcrumbs: many(30_000, (index) => ({ message: `${index}` })) })
    ).breadcrumbs?.values;
    expect([crumbs?.length, crumbs?.at(-1)?.message]).toEqual([100, "29999"]);
    const chain = (await take({ exception: many(6_000, exception) })).exception?.values;
    expect([chain?.length, chain?.[0]?.value, chain?.at(-1)?.value]).toEqual([50, "0", "5999"]);
    const circle = many(3, (index) => exception(index)).map((item, index) => ({
      ...item,
      mechanism: { ...item.mechanism, parent_id: (index + 1) % 3 },
    }));
    await take({ exception: circle });
    await take({
      exception: [
        { type: "T", mechanism: { type: "g", exception_id: 0, parent_id: 0, is_exception_group: true } },
      ],
    });
  });

  it("C10 tags: a hundred of 200 characters stay, the others are noted", async () => {
    const event = await take({
      message: "m",
      tags: Object.fromEntries(many(30_000, (index) => [`k${index}`, "v"])),
    });
    expect(event.tags.length).toBe(100);
    expect(event.errors).toContainEqual(
      expect.objectContaining({ name: "tags", reason: "Kept 100 of 30000 items." }),
    );
    const odd = await take({
      message: "m",
      tags: [
        ["a b", "1"],
        ["ключ", "2"],
        ["k".repeat(200 * KIB), "3"],
        ["o", { a: 1 }],
        ["long", "v".repeat(200 * KIB)],
        ["", "x"],
        [null, "x"],
        5,
      ],
    });
    for (const [key, value] of odd.tags) {
      expect(key).toMatch(/^[a-zA-Z0-9_.:-]{1,200}$/);
      expect(value.length).toBeLessThanOrEqual(200);
    }
    expect(odd.tags).toContainEqual(["o", '{"a":1}']);
  });

  it("C11 a text of a megabyte, one word or many: 8 KiB stay, and no index refuses it", async () => {
    for (const text of ["x".repeat(900_000), "word ".repeat(180_000), "é ".repeat(300_000)]) {
      const event = await take({ message: text });
      expect(event.logentry?.formatted?.length).toBe(8 * KIB);
      await take({ exception: [{ type: text.slice(0, 150_000), value: text.slice(0, 150_000) }] });
    }
    const long = "y".repeat(3_000);
    await take({
      message: "m",
      user: { id: long, email: long },
      release: long,
      environment: long,
      transaction: long,
      server_name: long,
      logger: long,
      dist: long,
      checksum: long,
      platform: long,
      level: long,
    });
  });

  it("C15 fingerprints: 32 texts of 1 KiB at most", async () => {
    const parts = await take({ message: "m", fingerprint: many(10_000, (index) => `${index}`) });
    expect(parts.fingerprint?.length).toBe(32);
    const odd = await take({
      message: "m",
      fingerprint: [{ a: 1 }, ["{{ default }}"], null, 5, "x".repeat(100_000), "{{ default }}{{ default }}"],
    });
    expect(odd.fingerprint?.map((part) => part.length <= KIB)).toEqual(many(5, () => true));
    for (const fingerprint of ["text", 7, true, {}, [], [[]], null, [null]])
      await take({ message: "m", fingerprint });
  });
});

describe("names and templates", () => {
  const NAMES = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "then",
    "toJSON",
  ];

  it("C12 names of Object.prototype are data and change nothing", async () => {
    const inner = `{${NAMES.map((name) => `"${name}":{"polluted":"yes"}`).join()}}`;
    const fields = "extra tags modules contexts user request exception breadcrumbs sdk debug_meta threads";
    const event = await take(
      `{"message":"m",${fields
        .split(" ")
        .map((name) => `"${name}":${inner}`)
        .join()},${inner.slice(1)}`,
    );
    expect(Object.keys(event.extra ?? {}).toSorted()).toEqual(NAMES.toSorted());
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(JSON.stringify({})).toBe("{}");
    await take(`{"message":{"message":"{__proto__} {constructor} %(toString)s","params":{"a":1}}}`);
    await take(
      lines({
        message: "m",
        tags: NAMES.map((name) => [name, name]),
        fingerprint: NAMES,
        modules: Object.fromEntries(NAMES.map((name) => [name, "1"])),
      }),
    );
  });

  it("C13 of a name that comes twice the last one counts, in headers and payloads", async () => {
    expect((await take('{"message":"first","message":"last"}')).logentry?.formatted).toBe("last");
    const [first, last] = ["a".repeat(32), "b".repeat(32)];
    const answer = await front.envelope(
      `{"event_id":"${first}","event_id":"${last}"}\n{"type":"session","type":"event"}\n{"message":"m"}`,
    );
    expect(answer.json).toEqual({ id: last });
  });

  it("C14 names with dots, dollars, SQL and paths are data", async () => {
    const names = [
      "a.b.c",
      "$ne",
      "$where",
      "'; DROP TABLE event; --",
      "\\",
      '"',
      "%s",
      "{0}",
      "$.a[*]",
      "a->>'b'",
      "../../x",
      "\r\nX-Header: a=1",
    ];
    const event = await take({
      message: "m",
      extra: Object.fromEntries(names.map((name) => [name, name])),
      tags: names.map((name) => [name, name]),
      fingerprint: names,
    });
    expect(Object.entries(event.extra ?? {})).toEqual(names.map((name) => [name, name]));
  });

  it("C16 a new cause each time: every event is taken and counted, but only a hundred issues are opened a minute", async () => {
    const explosion = many(250, (index) => ({
      exception: [{ type: `Type${index}`, stacktrace: { frames: [frame(index)] } }],
    }));
    const answers = await Promise.all(explosion.map((event) => front.store(event)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await front.outcomes()).toEqual(["error accepted 250"]);
    const { rows } = await pool().query<{ issues: number; counted: number }>(
      `SELECT count(*)::int AS issues, sum(event_count)::int AS counted FROM issue WHERE project_id = $1`,
      [front.project.id],
    );
    expect(rows[0]?.counted).toBe(250);
    // A hundred and the one for all others; twice a hundred if the minute turns meanwhile.
    expect(rows[0]?.issues).toBeLessThanOrEqual(201);
  });

  it("C17 templates: plain placeholders only, 8 KiB at most", async () => {
    const templates: [string, unknown, string][] = [
      ["%s", ["x"], "x"],
      ["%2000000000s|%.9999999f|%n", ["x"], "%2000000000s|%.9999999f|%n"],
      ["{x:>2000000000} {x.__class__} {0[a]}", { x: "1" }, "{x:>2000000000} {x.__class__} {0[a]}"],
      ["{x}", { x: "{x}" }, "{x}"],
      ["%(a)s", { a: "%(a)s" }, "%(a)s"],
      ["$& $1 $`", ["x"], "$& $1 $`"],
    ];
    for (const [message, params, shown] of templates)
      expect((await take({ logentry: { message, params } })).logentry?.formatted).toBe(shown);
    const grown = await take({
      logentry: { message: "%s".repeat(4_000), params: many(4_000, () => "y".repeat(200)) },
    });
    expect(grown.logentry?.formatted?.length).toBeLessThanOrEqual(8 * KIB);
  });

  it.each([
    ["a's", "a".repeat(100_000)],
    ["digits", "4".repeat(100_000)],
    ["digits with spaces", "4 ".repeat(50_000)],
    ["equals", "=".repeat(100_000)],
    ["assignments", "a=".repeat(50_000)],
    ["words", "token ".repeat(16_000)],
    ["bearers", "bearer ".repeat(14_000)],
    ["addresses", "://a:".repeat(20_000)],
    ["at signs", `${"://a:b".repeat(16_000)}@`],
    ["dots", ".".repeat(100_000)],
    ["dashes", "1-".repeat(50_000)],
    ["slashes", "/a".repeat(50_000)],
    ["parentheses", "(".repeat(100_000)],
    ["brackets", "<".repeat(50_000) + ">".repeat(50_000)],
    ["white space", `${" ".repeat(100_000)}x`],
    ["line ends", "\r\n".repeat(50_000)],
    ["braces", "{".repeat(100_000)],
    ["per cents", "%(".repeat(50_000)],
    ["colons", "::".repeat(50_000)],
    ["hexadecimal", "0x1f".repeat(25_000)],
    ["semicolons", "Mozilla/5.0 (;;".repeat(7_000)],
  ])("C18 patterns find %s in linear time", async (_, whole) => {
    const [text, half] = [whole.slice(0, 40_000), whole.slice(0, 6_000)];
    const started = process.cpuUsage();
    await take({
      platform: "javascript",
      message: { message: text, params: [half] },
      exception: many(2, () => ({
        type: half,
        value: text,
        stacktrace: {
          frames: many(2, () => ({
            function: half,
            filename: half,
            module: half,
            abs_path: half,
            context_line: half,
            vars: { a: half },
          })),
        },
      })),
      request: {
        url: half,
        query_string: half,
        data: half,
        headers: { "User-Agent": text.slice(0, 12_000), Cookie: half },
        cookies: half,
      },
      breadcrumbs: many(5, () => ({ message: half, category: half })),
      tags: { a: half },
      extra: { a: half },
      user: { ip_address: half, email: half },
      release: half,
      timestamp: half.slice(0, 60),
    });
    expect(spentSince(started)).toBeLessThan(1_000);
  });

  it("C19 nothing that a client writes becomes a rule, a pattern or a search", async () => {
    const rules = ["(a+)+$", ".*", "%", "_", "a|b|", "[", "(?<x>", "' & !", "a <-> b", "\\"];
    for (const rule of rules)
      await take({
        message: rule,
        tags: { rule },
        transaction: rule,
        fingerprint: [rule],
        exception: [{ type: rule, value: rule }],
      });
    expect((await front.stored()).length).toBe(rules.length);
  });
});

describe("fields", () => {
  it("C20 unknown level, platform and type: error, other, inferred", async () => {
    const event = await take({ message: "m", level: "loud", platform: "cobol", type: "surprise" });
    expect([event.level, event.platform, event.type]).toEqual(["error", "other", "default"]);
    expect(notes(event)).toEqual(["level", "platform"]);
    const security = await take({ message: "m", type: "csp" });
    expect(security.type).toBe("default");
  });

  it.each(["..", ".", "/", "\\", "a\nb", "a\rb", { a: 1 }, ["a"]])(
    "C21 the release %j is dropped and noted",
    async (release) => {
      const event = await take({ message: "m", release });
      expect([event.release, notes(event)]).toEqual([undefined, ["release"]]);
    },
  );

  it("C21 a release of 300 characters is cut, a number is text", async () => {
    expect((await take({ message: "m", release: "r".repeat(300) })).release?.length).toBe(200);
    expect((await take({ message: "m", release: 12 })).release).toBe("12");
    expect((await take({ message: "m", release: "  v1  " })).release).toBe("v1");
  });

  it.each([
    ["{{auto}}", "127.0.0.1"],
    ["fe80::1%eth0", "fe80::1"],
    ["1.2.3.4, 5.6.7.8", "1.2.3.4"],
    ["10.0.0.1", "10.0.0.1"],
    ["[::1]:443", "::1"],
    ["::ffff:1.2.3.4", "::ffff:1.2.3.4"],
    ["1.2.3.4.5", undefined],
    ["999.1.1.1", undefined],
    ["0x7f.1", undefined],
    ["localhost", undefined],
    [{ a: 1 }, undefined],
    ["1".repeat(10_000), undefined],
  ])("C22 the address %j is stored as %j", async (ip_address, stored) => {
    const event = await take({ message: "m", user: { id: "1", ip_address } });
    expect(event.user?.ip_address).toBe(stored);
    expect(notes(event).includes("user.ip_address")).toBe(stored === undefined);
  });

  it("C23 secrets in a request are gone before anything is stored", async () => {
    const secret = "hunter2-secret";
    const event = await take({
      message: "m",
      request: {
        url: `https://u:${secret}@shop.example.com/?api_key=${secret}`,
        query_string: `token=${secret}&a=1`,
        data: { password: secret, nested: [{ authToken: secret }], text: `x=1&passwd=${secret}` },
        headers: { Authorization: `Bearer ${secret}`, Cookie: `sid=${secret}`, "X-Api-Key": secret },
        cookies: `a=${secret}`,
        env: { SECRET_KEY: secret },
      },
      extra: { card: "4111 1111 1111 1111", db_password: secret },
      exception: [{ type: "T", stacktrace: { frames: [{ function: "f", vars: { password: secret } }] } }],
      breadcrumbs: [{ message: `GET /?access_token=${secret}`, data: { apikey: secret } }],
    });
    expect(JSON.stringify(event)).not.toMatch(/hunter2|4111/);
    const big = await take({ message: "m", request: { data: "\x01\xff".repeat(100_000) } });
    expect(JSON.stringify(big).length).toBeLessThan(64 * KIB);
  });

  it.each([
    ["ANSI escapes and CR", logs({ body: `\u001b[31m${MARK}\r` }), "accepted 1"],
    ["more than a megabyte", logs({ body: "x".repeat(1_100_000) }), "accepted 1"],
    ["JSON inside", logs({ body: '{"a":{"b":[1]}}' }), "accepted 1"],
    [
      "NUL and half a character",
      logs({ body: "\0\ud800", attributes: { "\0": { value: "\udfff" } } }),
      "accepted 1",
    ],
    ["ten thousand attributes", logs({ body: "x", attributes: manyKeys(10_000) }), "accepted 1"],
    [
      "more than half a million attributes",
      `{"items":[{"body":"x","attributes":{${'"a":1,'.repeat(600_000)}"b":1}}]}`,
      "invalid too_complex 1",
    ],
    ["binary", "\0\x01\x02\xff", "invalid invalid_json 1"],
    ["no list", "[]", "invalid invalid_log 1"],
  ])("C24 a log record of %s is stored clean or refused, and counted", async (_, text, outcome) => {
    const payload = Buffer.from(text);
    const body = Buffer.concat([
      Buffer.from(`{}\n${JSON.stringify({ type: "log", item_count: 1, length: payload.length })}\n`),
      payload,
    ]);
    expect(await front.envelope(body)).toMatchObject({ status: 200, json: {} });
    const outcomes = await front.outcomes();
    expect(outcomes.filter((line) => line.startsWith("log_item"))).toEqual([`log_item ${outcome}`]);
    expect(await front.stored()).toEqual([]);
  });

  it.each([
    ["transaction", "transaction"],
    ["profile", "profile"],
    ["profile_chunk", "profile"],
    ["replay_event", "replay"],
    ["replay_recording", "replay"],
    ["feedback", "feedback"],
    ["user_report", "default"],
    ["session", "session"],
    ["check_in", "monitor"],
    ["span", "span"],
    ["statsd", "metric_bucket"],
  ])("C25 a %s alone: 200, counted unsupported, nothing stored", async (type, category) => {
    expect((await front.envelope(lines({}, { type }, { x: MARK }))).status).toBe(200);
    expect(await front.outcomes()).toEqual([`${category} unsupported 1`]);
    expect(await front.stored()).toEqual([]);
  });

  it("C26 addresses in frames are text, and nobody fetches them", async () => {
    const paths = [
      "javascript:alert(1)",
      "data:text/html,x",
      `http://127.0.0.1:${front.port}/api/${front.project.id}/store/`,
      "http://169.254.169.254/latest",
      "\\\\host\\share\\x",
      "file:///etc/passwd",
    ];
    const frames = paths.map((path) => ({
      abs_path: path,
      filename: path,
      function: "f",
      in_app: true,
      lineno: 1,
    }));
    const event = await take({
      platform: "javascript",
      exception: [{ type: "T", stacktrace: { frames } }],
      request: { url: paths[0] },
    });
    expect(event.exception?.values[0]?.stacktrace?.frames.map((frame) => frame.abs_path)).toEqual(paths);
    expect(await front.outcomes()).toEqual(["error accepted 1"]);
  });

  it("C27 what an event says about source maps is data: none is read (no source maps yet)", async () => {
    const event = await take({
      message: "m",
      platform: "javascript",
      debug_meta: {
        images: many(5_000, (index) => ({
          type: "sourcemap",
          code_file: "../../etc/passwd",
          debug_id: `${index}`,
          sources: null,
        })),
      },
    });
    expect(JSON.stringify(event.debug_meta ?? {}).length).toBeLessThan(400 * KIB);
    const artifact = await front.envelope(
      lines({}, { type: "source_map" }, '{"version":3,"sections":[{"map":{}}],"mappings":";"}'),
    );
    expect([artifact.status, (await front.outcomes()).at(-1)]).toEqual([200, "unknown unsupported 1"]);
  });
});

function manyKeys(count: number): Record<string, object> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`key${n}`, { value: n, type: "integer" }]),
  );
}

function logs(...items: object[]): string {
  return JSON.stringify({ items });
}
