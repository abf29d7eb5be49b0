import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { decodePayload } from "@/lib/events/payload";
import type { Event } from "@/lib/protocol/event";
import { flushOutcomes } from "./count-outcome";
import { forgetKeys } from "./key-directory";
import { receive } from "./receive";
import { MEMORY_BUDGET, reserveMemory } from "./reserve-memory";
import {
  createTestProject,
  openTestDatabase,
  readOutcomes,
  send,
  type TestProject,
} from "./testing/ingest-fixture";

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
let closeDatabase: () => Promise<void>;
let project: TestProject;

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});
afterAll(async () => {
  await flushOutcomes();
  await closeDatabase();
});
beforeEach(async () => {
  project = await createTestProject();
});

const event = (change: object = {}) => ({
  exception: {
    values: [
      {
        type: "TypeError",
        value: "boom",
        stacktrace: { frames: [{ function: "run", filename: "app.js", in_app: true }] },
      },
    ],
  },
  platform: "node",
  ...change,
});
const header = () => ({
  "x-sentry-auth": `Sentry sentry_version=7, sentry_client=test/1.0, sentry_key=${project.publicKey}`,
});
const store = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  send("POST", `/api/${project.id}/store/`, { headers: { ...header(), ...headers }, body });
const envelope = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  send("POST", `/api/${project.id}/envelope/`, { headers: { ...header(), ...headers }, body });
const lines = (...parts: object[]) => parts.map((part) => JSON.stringify(part)).join("\n");

async function storedEvents(): Promise<Event[]> {
  const { rows } = await pool().query<{ payload: Buffer }>(
    `SELECT payload FROM event WHERE project_id = $1 ORDER BY seq`,
    [project.id],
  );
  return rows.map((row) => decodePayload(row.payload));
}

describe("doors", () => {
  it("answers an envelope with the event's id once it is stored", async () => {
    const answer = await envelope(lines({ event_id: ID }, { type: "event" }, event()));
    expect([answer.status, answer.json]).toEqual([200, { id: ID }]);
    expect((await storedEvents())[0]).toMatchObject({ event_id: ID, platform: "node", level: "error" });
    expect(await readOutcomes(project.id)).toEqual(["error accepted 1"]);
  });

  it("notes when the project and the key were first and last heard of", async () => {
    await store(JSON.stringify(event()));
    const { rows } = await pool().query(
      `SELECT p.first_event_at IS NOT NULL AS seen, k.last_used_at IS NOT NULL AS used
         FROM project p JOIN project_key k ON k.project_id = p.id WHERE p.id = $1`,
      [project.id],
    );
    expect(rows).toEqual([{ seen: true, used: true }]);
  });

  it("takes the oldest address, where the key alone names the project", async () => {
    const answer = await send("POST", "/api/store/", { headers: header(), body: JSON.stringify(event()) });
    expect([answer.status, (await storedEvents()).length]).toEqual([200, 1]);
  });

  it("takes an event in an image's address and answers a pixel", async () => {
    const data = encodeURIComponent(JSON.stringify(event({ event_id: ID })));
    const answer = await send(
      "GET",
      `/api/${project.id}/store/?sentry_version=4&sentry_key=${project.publicKey}&sentry_data=${data}`,
    );
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, "image/gif"]);
    expect((await storedEvents())[0]?.event_id).toBe(ID);
  });

  it("takes an envelope at the store address", async () => {
    const body = lines({ event_id: ID }, { type: "event" }, event());
    expect((await store(body, { "content-type": "application/x-sentry-envelope" })).json).toEqual({ id: ID });
  });

  it("takes a browser's CSP report, and a list of reports", async () => {
    const report = {
      "csp-report": {
        "document-uri": "https://shop.example.com/",
        "effective-directive": "script-src",
        "blocked-uri": "https://evil.example",
      },
    };
    const address = `/api/${project.id}/security/?sentry_key=${project.publicKey}`;
    const one = await send("POST", address, {
      headers: { "content-type": "application/csp-report" },
      body: JSON.stringify(report),
    });
    expect([one.status, one.body]).toEqual([200, ""]);
    const list = [1, 2].map(() => ({
      type: "csp-violation",
      url: "https://shop.example.com/",
      body: { effectiveDirective: "img-src", blockedURL: "data" },
    }));
    const many = await send("POST", address, {
      headers: { "content-type": "application/reports+json" },
      body: JSON.stringify(list),
    });
    expect(many.status).toBe(200);
    expect((await storedEvents()).map((stored) => stored.type)).toEqual(["csp", "csp", "csp"]);
    const wrong = await send("POST", address, {
      headers: { "content-type": "text/html" },
      body: JSON.stringify(report),
    });
    expect(wrong.status).toBe(415);
  });

  it("skips the items that are not supported, and counts them", async () => {
    const answer = await envelope(
      lines({}, { type: "session" }, {}, { type: "transaction" }, {}, { type: "brand_new" }, {}),
    );
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect((await envelope("{}")).status).toBe(200);
    await flushOutcomes();
    expect(await readOutcomes(project.id)).toEqual([
      "session unsupported 1",
      "transaction unsupported 1",
      "unknown unsupported 1",
    ]);
  });

  it("counts an event id once, however often it is sent", async () => {
    for (let turn = 0; turn < 3; turn++)
      expect((await store(JSON.stringify(event({ event_id: ID })))).json).toEqual({ id: ID });
    expect((await storedEvents()).length).toBe(1);
    expect(await readOutcomes(project.id)).toEqual(["error accepted 1", "error duplicate 2"]);
  });
});

describe("authentication", () => {
  it.each([
    ["X-Sentry-Auth", () => ({ headers: header() })],
    [
      "Authorization: Sentry",
      () => ({ headers: { authorization: `sentry sentry_key=${project.publicKey},sentry_version=7` } }),
    ],
    [
      "Authorization: Basic",
      () => ({ headers: { authorization: `Basic ${btoa(`${project.publicKey}:`)}` } }),
    ],
    ["query", () => ({ search: `?sentry_key=${project.publicKey}&sentry_version=7` })],
    ["the envelope's DSN", () => ({ dsn: `https://${project.publicKey}@jackdaw.example.com/${project.id}` })],
    [
      "a DSN with a legacy secret",
      () => ({ dsn: `https://${project.publicKey}:secret@jackdaw.example.com/${project.id}` }),
    ],
  ])("accepts %s", async (_, make) => {
    const {
      headers,
      search = "",
      dsn,
    } = make() as { headers?: Record<string, string>; search?: string; dsn?: string };
    const body = lines({ dsn }, { type: "event" }, event());
    expect((await send("POST", `/api/${project.id}/envelope/${search}`, { headers, body })).status).toBe(200);
  });

  it.each([
    ["none", 401, () => ({})],
    ["two forms", 401, () => ({ headers: header(), search: `?sentry_key=${project.publicKey}` })],
    ["an unknown key", 403, () => ({ search: `?sentry_key=${"0".repeat(32)}` })],
    [
      "a key that is no key",
      403,
      () => ({ search: `?sentry_key=${encodeURIComponent("'; DROP TABLE event;--")}` }),
    ],
    ["an unsupported version", 400, () => ({ search: `?sentry_key=${project.publicKey}&sentry_version=99` })],
    ["a project that is no number", 400, () => ({ headers: header(), projectId: "web" })],
    ["another project", 403, () => ({ headers: header(), projectId: "999999" })],
    [
      "a DSN of another key",
      400,
      () => ({ headers: header(), dsn: `https://${"0".repeat(32)}@jackdaw.example.com/1` }),
    ],
  ])("refuses %s with %i", async (_, status, make) => {
    const { headers, search = "", projectId = project.id, dsn } = make() as Record<string, never>;
    const body = lines({ dsn }, { type: "event" }, event());
    const answer = await send("POST", `/api/${projectId}/envelope/${search}`, { headers, body });
    expect([answer.status, typeof answer.json.detail, answer.headers["x-sentry-error"]]).toEqual([
      status,
      "string",
      answer.json.detail,
    ]);
    expect(await storedEvents()).toEqual([]);
  });

  it("gives unknown, disabled, expired and foreign keys one answer", async () => {
    const other = await createTestProject();
    const answerFor = async (key: string) => {
      const { status, body, headers } = await send("POST", `/api/${project.id}/store/?sentry_key=${key}`, {
        body: "{}",
      });
      return { status, body, headers };
    };
    const unknown = await answerFor("f".repeat(32));
    expect(unknown.status).toBe(403);
    expect(await answerFor(other.publicKey)).toEqual(unknown);
    await pool().query(`UPDATE project_key SET is_active = false WHERE id = $1`, [project.keyId]);
    forgetKeys();
    expect(await answerFor(project.publicKey)).toEqual(unknown);
    await pool().query(
      `UPDATE project_key SET is_active = true, expires_at = now() - interval '1 second' WHERE id = $1`,
      [project.keyId],
    );
    forgetKeys();
    expect(await answerFor(project.publicKey)).toEqual(unknown);
  });

  it("knows a new key from its first event, and refuses a disabled one within two seconds", async () => {
    await store("{}");
    const { rows } = await pool().query<{ public_key: string }>(
      `INSERT INTO project_key (project_id, name, public_key) VALUES ($1, 'New', md5(random()::text)) RETURNING public_key`,
      [project.id],
    );
    const address = `/api/${project.id}/store/?sentry_key=${rows[0]?.public_key}`;
    expect((await send("POST", address, { body: "{}" })).status).toBe(200);
    await pool().query(`UPDATE project_key SET is_active = false WHERE project_id = $1`, [project.id]);
    await expect.poll(async () => (await store("{}")).status, { timeout: 4_000 }).toBe(403);
  });

  it("reads the keys once for a flood of unknown ones", async () => {
    const before = await countReadings();
    await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        send("POST", `/api/${project.id}/store/?sentry_key=${index.toString(16).padStart(32, "0")}`, {
          body: "{}",
        }),
      ),
    );
    expect((await countReadings()) - before).toBeLessThanOrEqual(2);
  });
});

/** How often Postgres has scanned the table of keys, once its counters are up to date. */
async function countReadings(): Promise<number> {
  await pool().query(`SELECT pg_stat_force_next_flush()`);
  const { rows } = await pool().query<{ scans: number }>(
    `SELECT seq_scan + coalesce(idx_scan, 0) AS scans FROM pg_stat_user_tables WHERE relname = 'project_key'`,
  );
  return rows[0]?.scans ?? 0;
}

describe("encodings", () => {
  const text = JSON.stringify(event({ event_id: ID }));
  it.each([
    ["plain", text, {}],
    ["gzip", gzipSync(text), { "content-encoding": "gzip" }],
    ["deflate with a zlib header (raven)", deflateSync(text), { "content-encoding": "deflate" }],
    ["deflate without one", deflateRawSync(text), { "content-encoding": "deflate" }],
    ["brotli", brotliCompressSync(text), { "content-encoding": "br" }],
    [
      "base64 of zlib (old ravens)",
      deflateSync(text).toString("base64"),
      { "content-type": "application/octet-stream" },
    ],
    ["base64 of JSON", Buffer.from(text).toString("base64"), {}],
    ["an empty encoding", text, { "content-encoding": "" }],
    ["an encoding that is a character set", text, { "content-encoding": "UTF-8" }],
    ["a byte order mark", `\ufeff${text}`, {}],
    ["NaN from Python", text.replace('"platform"', '"extra":{"ratio":NaN},"platform"'), {}],
  ])("reads %s", async (_, body, headers) => {
    expect((await store(body, headers as Record<string, string>)).json).toEqual({ id: ID });
  });

  it.each([
    ["an unknown encoding", text, { "content-encoding": "lzma" }, 415],
    ["a list of encodings", text, { "content-encoding": "gzip, br" }, 415],
    ["garbage called gzip", "not gzip", { "content-encoding": "gzip" }, 400],
    ["half a gzip", gzipSync(text).subarray(0, 40), { "content-encoding": "gzip" }, 400],
    ["a bomb", gzipSync(Buffer.alloc(64 * 1024 * 1024)), { "content-encoding": "gzip" }, 413],
    ["more than it may", JSON.stringify(event({ extra: { big: "x".repeat(2_000_000) } })), {}, 413],
    ["a declared length beyond the limit", text, { "content-length": "9999999999" }, 413],
    ["nothing", "", {}, 400],
  ] satisfies [string, string | Uint8Array, Record<string, string>, number][])(
    "refuses %s",
    async (_, body, headers, status) => {
      const answer = await store(body, headers);
      expect([answer.status, typeof answer.json.detail]).toEqual([status, "string"]);
      if (status === 415) expect(answer.headers["accept-encoding"]).toContain("gzip");
    },
  );
});

describe("hostile input", () => {
  it.each([
    ["[]", 400],
    ["null", 400],
    ['"x"', 400],
    ["{", 400],
    [`{"extra":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 400],
    [
      JSON.stringify({
        extra: Object.fromEntries(Array.from({ length: 110_000 }, (_, index) => [index, 0])),
      }),
      413,
    ],
  ])("is refused with a reason that does not repeat it: %#", async (body, status) => {
    const answer = await store(body);
    expect([400, status]).toContain(answer.status);
    expect(answer.json.detail).toEqual(expect.any(String));
  });

  it("is kept as data where it can be kept", async () => {
    const nasty = {
      message: "a\u0000b \ud800 <script>",
      extra: { __proto__x: 1, ["__proto__"]: { polluted: true }, "a'b\"c": "${x}" },
      tags: { "'; --": "x\ny" },
    };
    const answer = await store(
      JSON.stringify(
        event({ ...nasty, level: "loud", timestamp: "infinity", user: [1], request: 7, release: { a: 1 } }),
      ),
    );
    expect(answer.status).toBe(200);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const [stored] = await storedEvents();
    expect(stored?.level).toBe("error");
    expect(stored?.errors?.map((error) => error.name)).toEqual(
      expect.arrayContaining(["level", "timestamp", "user", "request", "release"]),
    );
  });

  it("is counted by reason", async () => {
    await store("[]");
    await store("{", { "content-encoding": "gzip" });
    await flushOutcomes();
    expect(await readOutcomes(project.id)).toEqual([
      "error invalid invalid_encoding 1",
      "error invalid invalid_json_type 1",
    ]);
  });

  it("never gets a 5xx, whatever is cut out of an envelope or turned over in it", async () => {
    const whole = Buffer.from(
      lines(
        { event_id: ID, dsn: `https://${project.publicKey}@h/${project.id}` },
        { type: "event", length: JSON.stringify(event()).length },
        event(),
      ),
    );
    for (let turn = 0; turn < 200; turn++) {
      const bytes = Buffer.from(whole);
      const at = (turn * 7919) % bytes.length;
      if (turn % 2) bytes[at] = (turn * 31) % 256;
      const answer = await envelope(turn % 3 ? bytes : bytes.subarray(0, at));
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe("other methods", () => {
  it("lets any page's preflight pass and exposes what an SDK reads", async () => {
    const preflight = await send("OPTIONS", `/api/${project.id}/envelope/`);
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
    });
    const refused = await send("POST", `/api/${project.id}/envelope/`, { body: "{}" });
    expect(refused.headers["access-control-expose-headers"]).toBe(
      "x-sentry-error, x-sentry-rate-limits, retry-after",
    );
    expect(refused.headers["access-control-allow-origin"]).toBe("*");
  });

  it.each(["PUT", "DELETE", "PATCH", "HEAD"])("refuses %s", async (method) => {
    expect((await send(method, `/api/${project.id}/envelope/`)).status).toBe(405);
  });
});

describe("memory", () => {
  it("sends clients away while too many bytes are under way, counts it, and takes them afterwards", async () => {
    const others = reserveMemory();
    others.hold(MEMORY_BUDGET);
    const refused = await store(JSON.stringify(event()));
    expect([refused.status, refused.headers["retry-after"], refused.headers["x-sentry-rate-limits"]]).toEqual(
      [429, "60", "60:error;default;security:organization:overload"],
    );
    others.hold(MEMORY_BUDGET - 100_000);
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect((await store(bomb, { "content-encoding": "gzip" })).status).toBe(429);
    expect((await store(JSON.stringify(event()))).status).toBe(200);
    others.release();
    await flushOutcomes();
    expect(await readOutcomes(project.id)).toEqual(["error accepted 1", "error rate_limited overload 2"]);
    // Everybody gave back what they held.
    const all = reserveMemory();
    const one = reserveMemory();
    one.hold(1);
    all.hold(MEMORY_BUDGET - 1);
    all.release();
    one.release();
  });

  it("stores nothing of a body that the client did not finish, and counts it", async () => {
    const body = (async function* () {
      yield Buffer.from(`{"message":"half`);
      throw Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    })();
    const answer = await receive({
      method: "POST",
      path: `/api/${project.id}/store/`,
      query: new URLSearchParams(),
      headers: header(),
      body,
    });
    expect(answer.status).toBe(400);
    await flushOutcomes();
    expect(await readOutcomes(project.id)).toEqual(["error invalid aborted 1"]);
  });
});
