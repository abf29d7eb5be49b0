import { deflateSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { OverloadError } from "@/lib/ingest/overload-error";
import { jsonRequest as pinoLoki, snappyRequest } from "@/lib/logs/parse/loki/requests.fixture";
import { jsonRequest, protobufRequest } from "@/lib/logs/parse/otlp/requests.fixture";
import { ledger, TOKEN } from "./ledger.fixture";
import { send } from "./send.fixture";

vi.mock("@/lib/ingest/authenticate", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/ingest/count-outcome", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/accept-lines", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/reject-lines", async () => (await import("./ledger.fixture")).ledger);

beforeEach(() => ledger.clear());

const authorization = `Bearer ${TOKEN}`;
const basic = `Basic ${Buffer.from(`x:${TOKEN}`).toString("base64")}`;
const messages = () => ledger.lines.map(({ message }) => message);

async function answer(
  method: string,
  address: string,
  options = {},
): Promise<[number, string | undefined, string]> {
  const { status, headers, text } = await send(method, address, options);
  return [status, headers["content-type"], text];
}

describe("Loggly", () => {
  const OK = [200, "application/json", '{"response":"ok"}'];

  it.each([
    [
      "node-loggly-bulk 2.2.5",
      `/inputs/${TOKEN}`,
      { "content-type": "application/json", "x-loggly-tag": "checkout,eu" },
    ],
    ["the tags in the path", `/inputs/${TOKEN}/tag/checkout,eu/`, {}],
    [
      "the browser's tracker, behind a proxy",
      `/loggly/inputs/${TOKEN}/tag/checkout,eu`,
      { "content-type": "text/plain" },
    ],
    [
      "axios' default for JSON",
      `/bulk/${TOKEN}/tag/checkout,eu`,
      { "content-type": "application/x-www-form-urlencoded" },
    ],
  ])("%s", async (_, path, headers) => {
    expect(await answer("POST", path, { headers, body: '{"level":"warn","message":"a"}' })).toEqual(OK);
    expect(ledger.lines).toMatchObject([
      { message: "a", severity: 13, attributes: { tags: ["checkout", "eu"] } },
    ]);
  });

  it("bulk without a content type", async () => {
    expect(
      await answer("POST", `/bulk/${TOKEN}/tag/bulk`, {
        body: '{"message":"a"}\n{"message":"b\\nb"}\nplain',
      }),
    ).toEqual(OK);
    expect(messages()).toEqual(["a", "b\nb", "plain"]);
  });

  it("lets any page read its answer", async () => {
    const { headers } = await send("POST", `/inputs/${TOKEN}`, { body: "x" });
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect((await send("OPTIONS", `/inputs/${TOKEN}`)).status).toBe(200);
  });

  it("answers 403 to a bad token, and to nothing else", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect((await send("POST", "/inputs/nonsense", { body: "x" })).status).toBe(403);
    expect((await send("POST", "/inputs/99999999-2222-4333-8444-555555555555", { body: "x" })).status).toBe(
      403,
    );
    ledger.failure = new OverloadError("too much");
    const { status, headers } = await send("POST", `/inputs/${TOKEN}`, { body: "x" });
    expect([status, headers["retry-after"], headers["x-sentry-rate-limits"]]).toEqual([
      429,
      "60",
      expect.stringContaining("log_item"),
    ]);
    ledger.failure = new Error("no database");
    expect((await send("POST", `/inputs/${TOKEN}`, { body: "x" })).status).toBe(503);
  });

  it("takes an empty body for nothing", async () => {
    expect(await answer("POST", `/inputs/${TOKEN}`)).toEqual(OK);
  });
});

describe("GELF over HTTP", () => {
  const gelf = (body: string | Buffer, headers = {}) =>
    send("POST", "/gelf", { headers: { authorization, ...headers }, body });

  it("answers 202 and nothing else", async () => {
    const { status, text } = await gelf('{"version":"1.1","host":"h","short_message":"a","level":3}');
    expect([status, text]).toEqual([202, ""]);
    expect(ledger.lines).toMatchObject([{ message: "a", host: "h", severity: 17 }]);
  });

  it.each([
    ["graypy: two encodings in the header, zlib in the body", "gzip,deflate", deflateSync],
    ["gzip", "gzip", gzipSync],
    ["gzip that says nothing", "", gzipSync],
  ])("%s", async (_, encoding, pack) => {
    const headers = encoding ? { "content-encoding": encoding } : {};
    const { status } = await gelf(pack('{"short_message":"a","host":"h"}'), headers);
    expect([status, messages()]).toEqual([202, ["a"]]);
  });

  it("keeps the beginning of what can't be unpacked, as it was sent", async () => {
    const body = gzipSync("x".repeat(50_000) + Math.random()).subarray(0, 60);
    expect((await gelf(body)).status).toBe(400);
    expect(ledger.rejections).toMatchObject([{ reason: "invalid_encoding", bytes: 60, sample: body }]);
    const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024));
    expect((await gelf(bomb)).status).toBe(413);
    expect(ledger.rejections[1]).toMatchObject({ reason: "too_large", bytes: bomb.length });
    expect(ledger.rejections[1]?.sample).toEqual(bomb.subarray(0, 8_192));
  });

  it("takes several, and shows what it refuses", async () => {
    expect((await gelf('{"short_message":"a",}\n{"host":"h"}\n{"short_message":"b"}\n')).status).toBe(202);
    expect(messages()).toEqual(["a", "b"]);
    expect(ledger.rejections).toMatchObject([
      { door: "gelf", reason: "missing_message", sample: '{"host":"h"}' },
    ]);
  });

  it.each([
    ["POST", "/gelf", {}, 401],
    ["POST", "/gelf", { authorization: "Bearer nonsense" }, 403],
    ["GET", "/gelf", { authorization }, 405],
    ["OPTIONS", "/gelf", {}, 200],
  ])("%s %s %j: %s", async (method, path, headers, status) => {
    expect((await send(method, path, { headers, body: "{}" })).status).toBe(status);
  });
});

describe("OTLP", () => {
  it.each(["/v1/logs", "/otlp/v1/logs"])("%s answers in the form that it was asked in", async (path) => {
    const json = { authorization, "content-type": "application/json" };
    expect(await answer("POST", path, { headers: json, body: jsonRequest })).toEqual([
      200,
      "application/json",
      "{}",
    ]);
    const protobuf = { authorization, "content-type": "application/x-protobuf", "content-encoding": "gzip" };
    expect(await answer("POST", path, { headers: protobuf, body: gzipSync(protobufRequest) })).toEqual([
      200,
      "application/x-protobuf",
      "",
    ]);
    expect(ledger.lines).toHaveLength(10);
  });

  it("takes the path and the header of Sentry's integration", async () => {
    const headers = {
      "x-sentry-auth": `sentry sentry_key=${TOKEN.replaceAll("-", "")}`,
      "content-type": "application/json",
    };
    expect(
      (await send("POST", "/api/1/integration/otlp/v1/logs", { headers, body: jsonRequest })).status,
    ).toBe(200);
  });

  it("believes the bytes more than the header", async () => {
    const headers = { authorization, "content-type": "text/plain" };
    expect((await answer("POST", "/v1/logs", { headers, body: protobufRequest }))[1]).toBe(
      "application/x-protobuf",
    );
    const wrong = { authorization, "content-type": "application/x-protobuf" };
    expect((await answer("POST", "/v1/logs", { headers: wrong, body: jsonRequest }))[1]).toBe(
      "application/json",
    );
    expect(
      (
        await answer("POST", "/v1/logs", {
          headers: { authorization, "content-type": "application/json" },
          body: "\n{}",
        })
      )[0],
    ).toBe(200);
    expect(ledger.lines).toHaveLength(10);
  });

  it("tells of records that are none, and stores the others", async () => {
    const headers = { authorization, "content-type": "application/json" };
    const body = '{"resourceLogs":[{"scopeLogs":[{"logRecords":[5,{"body":{"stringValue":"a"}}]}]}]}';
    expect((await answer("POST", "/v1/logs", { headers, body }))[2]).toBe(
      '{"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"1 log records are no objects"}}',
    );
    expect([messages(), ledger.rejections.length]).toEqual([["a"], 1]);
  });

  it.each([
    [
      "no JSON",
      "application/json",
      "{",
      400,
      '{"code":3,"message":"invalid JSON: the text is not complete JSON"}',
    ],
    [
      "no protobuf",
      "application/x-protobuf",
      Buffer.from("0aff", "hex"),
      400,
      "\b\u0003\u0012.invalid protobuf: the message is cut off",
    ],
  ])("refuses %s with a status", async (_, type, body, status, text) => {
    const got = await answer("POST", "/v1/logs", { headers: { authorization, "content-type": type }, body });
    expect([got[0], got[1]]).toEqual([status, type]);
    if (type.includes("json")) expect(got[2]).toBe(text);
    else expect(Buffer.from(got[2]).subarray(0, 2)).toEqual(Buffer.from([8, 3]));
    expect(ledger.rejections).toHaveLength(1);
  });

  it.each([
    ["no token", {}, undefined, 401, '{"code":16,"message":"a token is required"}'],
    [
      "a wrong token",
      { authorization: "Bearer x" },
      undefined,
      403,
      '{"code":7,"message":"the token is not known here, or it is disabled"}',
    ],
    ["too much", { authorization }, new OverloadError("too much"), 429, '{"code":8,"message":"too much"}'],
    [
      "trouble",
      { authorization },
      new Error("x"),
      503,
      '{"code":14,"message":"the lines could not be stored now"}',
    ],
  ])("%s", async (_, headers, failure, status, text) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    ledger.failure = failure;
    const got = await send("POST", "/v1/logs", {
      headers: { ...headers, "content-type": "application/json" },
      body: "{}",
    });
    expect([got.status, got.text]).toEqual([status, text]);
    if (status >= 429) expect(got.headers["retry-after"]).toMatch(/^\d+$/);
  });
});

const push = (body: string | Buffer, headers = {}) =>
  answer("POST", "/loki/api/v1/push", { headers: { authorization: basic, ...headers }, body });

describe("Loki", () => {
  const protobuf = { "content-type": "application/x-protobuf" };
  const json = { "content-type": "application/json" };

  it("takes protobuf and JSON, and answers 204", async () => {
    expect(await push(snappyRequest, protobuf)).toEqual([204, undefined, ""]);
    expect(await push(pinoLoki, json)).toEqual([204, undefined, ""]);
    expect(await push(gzipSync(pinoLoki), { ...json, "content-encoding": "gzip" })).toEqual([
      204,
      undefined,
      "",
    ]);
    expect(await push(snappyRequest, { ...protobuf, "content-encoding": "snappy" })).toEqual([
      204,
      undefined,
      "",
    ]);
    expect(ledger.lines).toHaveLength(16);
  });

  it.each([
    ["no JSON", json, "{", 400, "invalid JSON: the text is not complete JSON\n"],
    [
      "no block of Snappy",
      protobuf,
      Buffer.from("ffffffffff", "hex"),
      400,
      "invalid snappy block: it does not begin with a length\n",
    ],
    [
      "a bomb",
      protobuf,
      Buffer.from("ffffffff0f00", "hex"),
      413,
      "body is too large: at most 67108864 bytes after decoding\n",
    ],
    [
      "entries that are none",
      json,
      '{"streams":[{"values":[[1]]}]}',
      400,
      "an entry is a time and a line of text\n",
    ],
  ])("refuses %s", async (_, headers, body, status, text) => {
    expect(await push(body, headers)).toEqual([status, "text/plain; charset=utf-8", text]);
    expect(ledger.rejections).toHaveLength(1);
  });

  it("stores what is good beside what is not", async () => {
    expect((await push('{"streams":[{"values":[[1],["1","a"]]}]}', json))[0]).toBe(204);
    expect([messages(), ledger.rejections.length]).toEqual([["a"], 1]);
  });

  it("is ready, for everybody", async () => {
    expect(await answer("GET", "/ready")).toEqual([200, "text/plain; charset=utf-8", "ready\n"]);
  });
});

const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);

describe("what a hostile sender may send", () => {
  const wide = `{${Array.from({ length: 100_001 }, (_, index) => `"k${index}":1`).join()}}`;
  const doors: [string, string][] = [
    ["Loggly", `/inputs/${TOKEN}`],
    ["Loggly's bulk", `/bulk/${TOKEN}`],
    ["HEC", "/services/collector/event"],
    ["HEC raw", "/services/collector/raw"],
    ["GELF", "/gelf"],
    ["Elasticsearch", "/_bulk"],
    ["OTLP", "/v1/logs"],
    ["Loki", "/loki/api/v1/push"],
  ];
  const bodies: [string, string | Buffer][] = [
    ["lists without end", deep("[", "]")],
    ["objects without end", deep('{"event":', "}")],
    ["an action and objects without end", `{"index":{}}\n${deep('{"a":', "}")}\n`],
    ["100,001 fields", wide],
    ["100,001 fields of an event", `{"event":${wide}}`],
    ["no UTF-8", Buffer.from("7b226576656e74223a22ff22fe", "hex")],
    ["nulls", "\u0000".repeat(1_000)],
    ["null", "null"],
    ["a bomb", gzipSync(Buffer.alloc(65 * 1024 * 1024))],
    [
      "prototypes",
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"event":{"__proto__":{"polluted":1}}}',
    ],
  ];

  it.each(doors.flatMap(([door, path]) => bodies.map(([name, body]) => [door, name, path, body] as const)))(
    "%s: %s",
    async (_, name, path, body) => {
      const { status } = await send("POST", path, { headers: { authorization }, body });
      expect([200, 202, 204, 400, 413]).toContain(status);
      if (name === "a bomb") expect(status).toBe(413);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
      for (const { sample } of ledger.rejections) expect(sample.length).toBeLessThanOrEqual(8_192);
    },
    20_000,
  );
});
