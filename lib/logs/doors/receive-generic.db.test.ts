import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { flushOutcomes } from "@/lib/ingest/count-outcome";
import { forgetKeys } from "@/lib/ingest/key-directory";
import type { IngestRequest } from "@/lib/ingest/request";
import { MEMORY_BUDGET, reserveMemory } from "@/lib/ingest/reserve-memory";
import { createTestProject, readOutcomes, send, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { flushRejections } from "@/lib/logs/ingest/reject-lines";
import { type LogFixture, openLogFixture } from "@/lib/logs/ingest/testing/log-fixture";
import { findLogDoor, receiveLogs } from "./receive-logs";

let fixture: LogFixture;
let project: TestProject;

beforeAll(async () => {
  fixture = await openLogFixture();
}, 60_000);
afterAll(async () => {
  await flush();
  await fixture.close();
}, 30_000);
beforeEach(async () => {
  project = await createTestProject();
});

const flush = async () => {
  await fixture.drained();
  await flushRejections();
  await flushOutcomes();
};

async function post(
  body: string | Uint8Array,
  { path = `/ingest/${project.publicKey}`, headers = {}, method = "POST" } = {},
) {
  const [address = "", search = ""] = path.split("?", 2);
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const request: IngestRequest = {
    method,
    path: address,
    query: new URLSearchParams(search),
    headers,
    body: (async function* () {
      // In pieces, as a network has it.
      for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
    })(),
    remoteAddress: "192.0.2.1",
  };
  const door = findLogDoor(request);
  if (!door) throw new Error("there is no door");
  const answer = await receiveLogs(request, door);
  const json = answer.body === "" ? {} : (JSON.parse(String(answer.body)) as Record<string, unknown>);
  return { ...answer, json };
}

const messages = async () => (await fixture.stored(project)).map(({ m }) => m);

const envelope = (...items: [object, unknown][]) =>
  send("POST", `/api/${project.id}/envelope/?sentry_key=${project.publicKey}`, {
    body: ["{}", ...items.flatMap((item) => item.map((part) => JSON.stringify(part)))].join("\n"),
  });
const log = (body: string) => ({
  timestamp: 1_795_384_336.5,
  level: "warn",
  body,
  trace_id: "a".repeat(32),
});

describe("the generic door", () => {
  it.each([
    ["an object", '{"message":"a"}', ["a"]],
    ["an array", '[{"message":"a"},{"msg":"b"},"c"]', ["a", "b", "c"]],
    ["lines of JSON", '{"message":"a"}\n{"message":"b"}\n', ["a", "b"]],
    ["objects without anything between them", '{"message":"a"}{"message":"b"}', ["a", "b"]],
    ["text", "first line\r\n\n  second line\n", ["first line", "  second line"]],
    ["JSON lines with one that is none", '{"message":"a"}\noops {\n{"message":"b"}', ["a", "oops {", "b"]],
    ["text that looks like a number", "42 apples", ["42 apples"]],
  ])("takes %s", async (_, body, expected) => {
    const { status, json, headers } = await post(body);
    expect(status).toBe(200);
    expect(json).toEqual({ accepted: expected.length, rejected: 0 });
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(await messages()).toEqual(expected);
    await flush();
    expect(await readOutcomes(project.id)).toContain(`log_item accepted ${expected.length}`);
  });

  const body = JSON.stringify({ message: "packed", text: "x".repeat(5_000) });
  it.each([
    ["gzip", gzipSync(body), "gzip"],
    ["gzip that nobody mentions", gzipSync(body), undefined],
    ["zlib", deflateSync(body), "deflate"],
    ["zlib that is called a list", deflateSync(body), "gzip,deflate"],
    ["zlib that is called gzip", deflateSync(body), "gzip"],
    ["raw deflate", deflateRawSync(body), "deflate"],
    ["brotli", brotliCompressSync(body), "br"],
    ["plain that is called gzip", Buffer.from(body), "gzip"],
    ["plain that is called deflate", Buffer.from(body), "deflate"],
    ["plain with a list", Buffer.from(body), "gzip, deflate"],
  ])("reads %s", async (_, bytes, encoding) => {
    const headers = encoding === undefined ? {} : { "content-encoding": encoding };
    expect((await post(bytes, { headers })).json).toEqual({ accepted: 1, rejected: 0 });
    expect(await messages()).toEqual(["packed"]);
  });

  it("takes what the address says for what lines do not say", async () => {
    await post('{"message":"a","host":"own"}', {
      path: `/ingest/${project.publicKey}?host=h&service=s&source=o&level=warn`,
    });
    expect(await fixture.stored(project)).toMatchObject([{ h: "own", s: "s", o: "o", l: 13, w: "warn" }]);
  });

  it("takes the token from a header, and as a UUID", async () => {
    const uuid = project.publicKey.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    for (const authorization of [`Bearer ${project.publicKey}`, `Splunk ${uuid}`]) {
      expect((await post('{"message":"a"}', { path: "/ingest", headers: { authorization } })).status).toBe(
        200,
      );
    }
    expect((await post('{"message":"a"}', { path: `/ingest/${uuid}` })).status).toBe(200);
    expect(await messages()).toHaveLength(3);
  });

  it("refuses who shows nothing, nonsense, or a key that does not exist or is disabled, the last three alike", async () => {
    expect((await post("x", { path: "/ingest" })).status).toBe(401);
    await pool().query("UPDATE project_key SET is_active = false WHERE project_id = $1", [project.id]);
    forgetKeys();
    const answers = [];
    for (const token of ["nonsense", "0".repeat(32), project.publicKey])
      answers.push(await post("x", { path: `/ingest/${token}` }));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await messages()).toEqual([]);
  });

  it("keeps what it must refuse for the Rejected page", async () => {
    const deep = `{"a":${"[".repeat(70_000)}`;
    const { status, json } = await post(`${deep}\n{"message":"b"}`);
    expect([status, json]).toEqual([200, { accepted: 1, rejected: 1 }]);
    expect((await post(Buffer.concat([gzipSync("x").subarray(0, 15)]))).status).toBe(400);
    await flush();
    const rows = await fixture.query(
      "SELECT reason, bytes, octet_length(sample) AS kept FROM log_rejection WHERE project_id = $1 ORDER BY reason DESC",
      [project.id],
    );
    expect(rows).toMatchObject([
      { reason: "too_complex", bytes: deep.length, kept: 8_192 },
      { reason: "invalid_encoding", bytes: 15, kept: 15 },
    ]);
    expect(await readOutcomes(project.id)).toEqual([
      `log_byte accepted ${deep.length + 16}`,
      "log_item accepted 1",
      "log_item invalid invalid_encoding 1",
      "log_item invalid too_complex 1",
    ]);
  });

  it("refuses a bomb, and a body that is too long", async () => {
    expect((await post(gzipSync(Buffer.alloc(70 * 1024 * 1024)))).status).toBe(413);
    expect((await post("x", { headers: { "content-length": String(21 * 1024 * 1024) } })).status).toBe(413);
  });

  it("answers a 429 that names log lines alone and when to come again", async () => {
    await pool().query("UPDATE project SET logs_per_minute = 1 WHERE id = $1", [project.id]);
    forgetKeys();
    let answer = await post("one");
    // A minute may end in between.
    for (let tries = 0; answer.status !== 429 && tries < 3; tries++) answer = await post("another");
    expect(answer.status).toBe(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.headers["x-sentry-rate-limits"]).toMatch(/^\d+:log_item:project:project_quota$/);
  });

  it("answers preflights, and methods that it does not know", async () => {
    expect((await post("", { method: "OPTIONS" })).headers["access-control-allow-methods"]).toContain("POST");
    expect((await post("", { method: "DELETE" })).status).toBe(405);
    expect((await post("")).json).toEqual({ accepted: 0, rejected: 0 });
  });
});

describe("log items of an envelope", () => {
  it("become lines, beside the event", async () => {
    const answer = await envelope(
      [
        { type: "log", item_count: 2, content_type: "application/vnd.sentry.items.log+json" },
        { items: [log("a"), log("b")] },
      ],
      [{ type: "event" }, { message: "boom" }],
    );
    expect(answer.status).toBe(200);
    expect(answer.json["id"]).toMatch(/^[0-9a-f]{32}$/);
    expect(await fixture.stored(project)).toMatchObject([
      { m: "a", l: 13, w: "warn", t: "1795384336500000000", r: "a".repeat(32) },
      { m: "b" },
    ]);
    await flush();
    expect(await readOutcomes(project.id)).toEqual([
      "error accepted 1",
      expect.stringMatching(/^log_byte accepted \d+$/),
      "log_item accepted 2",
    ]);
  });

  it("that cannot be read are counted by what they say that they hold", async () => {
    expect((await envelope([{ type: "log", item_count: 3 }, "no list"])).status).toBe(200);
    expect((await envelope([{ type: "log" }, { items: [log("a"), 5] }])).status).toBe(200);
    await flush();
    expect(await messages()).toEqual(["a"]);
    expect((await readOutcomes(project.id)).filter((line) => line.startsWith("log_item"))).toEqual([
      "log_item accepted 1",
      "log_item invalid invalid_log 4",
    ]);
  });

  it("are refused while others hold the memory that they unpack to, and counted", async () => {
    const others = reserveMemory();
    others.hold(MEMORY_BUDGET - 512 * 1024);
    const many = { items: Array.from({ length: 1_000 }, () => ({ body: "a" })) };
    const refused = await envelope([{ type: "log", item_count: 1_000 }, many]);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "60"]);
    others.release();
    expect((await envelope([{ type: "log", item_count: 1_000 }, many])).status).toBe(200);
    await flush();
    expect((await readOutcomes(project.id)).filter((line) => line.startsWith("log_item"))).toEqual([
      "log_item accepted 1000",
      "log_item rate_limited overload 1000",
    ]);
  });

  it("beyond the limit are refused with their own category, while the event is stored", async () => {
    await pool().query("UPDATE project SET logs_per_minute = 1 WHERE id = $1", [project.id]);
    forgetKeys();
    await envelope([{ type: "log" }, { items: [log("a")] }]);
    let alone = await envelope([{ type: "log" }, { items: [log("b")] }]);
    for (let tries = 0; alone.status !== 429 && tries < 3; tries++)
      alone = await envelope([{ type: "log" }, { items: [log("b")] }]);
    expect(alone.status).toBe(429);
    const both = await envelope(
      [{ type: "log" }, { items: [log("c")] }],
      [{ type: "event" }, { message: "boom" }],
    );
    expect(both.status).toBe(200);
    expect(both.headers["x-sentry-rate-limits"]).toMatch(/^\d+:log_item:project:project_quota$/);
    expect(both.json["id"]).toBeDefined();
  });
});
