import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { flushOutcomes } from "./count-outcome";
import { forgetKeys } from "./key-directory";
import { receive } from "./receive";
import {
  createTestProject,
  openTestDatabase,
  readOutcomes,
  send,
  type TestProject,
} from "./testing/ingest-fixture";

let closeDatabase: () => Promise<void>;
let project: TestProject;
/** Twenty seconds into a minute that no test outlasts. */
let now: number;

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});
afterAll(async () => {
  await flushOutcomes();
  await closeDatabase();
});
beforeEach(async () => {
  project = await createTestProject();
  now = Date.now() - (Date.now() % 60_000) + 20_000;
  vi.useFakeTimers({ toFake: ["Date"], now });
});
afterEach(() => {
  vi.useRealTimers();
});

async function limit({ key, all }: { key?: number; all?: number }): Promise<void> {
  await pool().query(
    `WITH k AS (UPDATE project_key SET events_per_minute = $2 WHERE project_id = $1)
     UPDATE project SET events_per_minute = $3 WHERE id = $1`,
    [project.id, key, all],
  );
  forgetKeys();
}

const search = () => `?sentry_key=${project.publicKey}`;
const event = (change: object = {}) => ({ message: "boom", ...change });
const store = () => send("POST", `/api/${project.id}/store/${search()}`, { body: JSON.stringify(event()) });
const envelope = (...parts: object[]) =>
  send("POST", `/api/${project.id}/envelope/${search()}`, {
    body: [{}, ...parts].map((part) => JSON.stringify(part)).join("\n"),
  });
const item = (type: string, payload: object = {}) => [{ type }, payload];

async function outcomes(): Promise<string[]> {
  await flushOutcomes();
  return readOutcomes(project.id);
}

/** Sends a body that tells whether anybody read it. */
async function sendWatched(door: string, body: string): Promise<{ status: number; wasRead: boolean }> {
  let wasRead = false;
  const { status } = await receive({
    method: "POST",
    path: `/api/${project.id}/${door}/`,
    query: new URLSearchParams(search().slice(1)),
    headers: { "content-length": String(body.length), "content-type": "application/csp-report" },
    body: (async function* () {
      wasRead = true;
      yield Buffer.from(body);
    })(),
    remoteAddress: "192.0.2.1",
  });
  return { status, wasRead };
}

describe("a key's limit", () => {
  it("lets its events in, then answers 429 with both headers and says what to do", async () => {
    await limit({ key: 3 });
    for (let turn = 0; turn < 3; turn++) expect((await store()).status).toBe(200);
    const refused = await store();
    expect([refused.status, refused.headers["retry-after"], refused.headers["x-sentry-rate-limits"]]).toEqual(
      [429, "40", "40:error;default;security:key:key_quota"],
    );
    expect(refused.json.detail).toMatch(/send again in 40 s, or raise the limit/);
    expect(refused.headers["access-control-expose-headers"]).toContain("x-sentry-rate-limits");
    expect(await outcomes()).toEqual(["error accepted 3", "error rate_limited key_quota 1"]);
  });

  it("is over with the minute", async () => {
    await limit({ key: 1 });
    expect([(await store()).status, (await store()).status]).toEqual([200, 429]);
    vi.setSystemTime(now + 40_000);
    expect([(await store()).status, (await store()).status]).toEqual([200, 429]);
  });

  it("holds at every door, the oldest and the browser's own included", async () => {
    await limit({ key: 1 });
    expect((await envelope(...item("event", event()))).status).toBe(200);
    const report = { "csp-report": { "document-uri": "https://shop.example.com/", "blocked-uri": "x" } };
    const answers = await Promise.all([
      envelope(...item("event", event())),
      send("GET", `/api/${project.id}/store/${search()}&sentry_data=${encodeURIComponent("{}")}`),
      send("POST", `/api/store/${search()}`, { body: "{}" }),
      send("POST", `/api/${project.id}/security/${search()}`, {
        headers: { "content-type": "application/csp-report" },
        body: JSON.stringify(report),
      }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(429);
      expect(answer.headers["retry-after"]).toBe("40");
      expect(answer.headers["x-sentry-rate-limits"]).toBe("40:error;default;security:key:key_quota");
    }
    expect(await outcomes()).toEqual([
      "error accepted 1",
      "error rate_limited key_quota 3",
      "security rate_limited key_quota 1",
    ]);
  });
});

describe("a project's limit", () => {
  it("holds for its keys together, and not for another project", async () => {
    await limit({ all: 2 });
    const second = randomBytes(16).toString("hex");
    await pool().query("INSERT INTO project_key (project_id, name, public_key) VALUES ($1, 'B', $2)", [
      project.id,
      second,
    ]);
    forgetKeys();
    expect((await store()).status).toBe(200);
    const path = `/api/${project.id}/store/?sentry_key=${second}`;
    expect((await send("POST", path, { body: "{}" })).status).toBe(200);
    const refused = await send("POST", path, { body: "{}" });
    expect([refused.status, refused.headers["x-sentry-rate-limits"]]).toEqual([
      429,
      "40:error;default;security:project:project_quota",
    ]);
    project = await createTestProject();
    expect((await store()).status).toBe(200);
  });
});

describe("an envelope beyond the limit", () => {
  it("passes with what else it holds: 200, and the limit in its header", async () => {
    await limit({ key: 1 });
    await store();
    const answer = await envelope(
      ...item("event", event()),
      ...item("attachment"),
      ...item("client_report"),
      ...item("session"),
    );
    expect([answer.status, answer.json, answer.headers["x-sentry-rate-limits"]]).toEqual([
      200,
      {},
      "40:error;default;security:key:key_quota",
    ]);
    expect(await outcomes()).toEqual([
      "attachment rate_limited key_quota 1",
      "error accepted 1",
      "error rate_limited key_quota 1",
      "internal unsupported 1",
      "session unsupported 1",
    ]);
  });

  it("is refused when nothing else is in it, an attachment going with its event", async () => {
    await limit({ key: 1 });
    await store();
    const answer = await envelope(...item("event", event()), ...item("attachment"));
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "40"]);
    expect(await outcomes()).toEqual([
      "attachment rate_limited key_quota 1",
      "error accepted 1",
      "error rate_limited key_quota 1",
    ]);
  });

  it("passes untouched without an event", async () => {
    await limit({ key: 1 });
    await store();
    const answer = await envelope(...item("session"));
    expect([answer.status, answer.headers["x-sentry-rate-limits"]]).toEqual([200, undefined]);
  });
});

describe("a list of reports", () => {
  it("is stored as far as the limit goes", async () => {
    await limit({ key: 2 });
    const list = Array.from({ length: 5 }, () => ({
      type: "csp-violation",
      url: "https://shop.example.com/",
      body: { effectiveDirective: "img-src", blockedURL: "data" },
    }));
    const report = () =>
      send("POST", `/api/${project.id}/security/${search()}`, {
        headers: { "content-type": "application/reports+json" },
        body: JSON.stringify(list),
      });
    const partly = await report();
    expect([partly.status, partly.headers["x-sentry-rate-limits"]]).toEqual([
      200,
      "40:error;default;security:key:key_quota",
    ]);
    expect((await report()).status).toBe(429);
    expect(await outcomes()).toEqual(["error accepted 2", "security rate_limited key_quota 4"]);
  });
});

describe("a client that heeds nothing", () => {
  it.each(["store", "security"])("is refused at /%s/ without its body being read", async (door) => {
    await limit({ key: 1 });
    await store();
    for (let turn = 0; turn < 50; turn++)
      expect(await sendWatched(door, "{}")).toEqual({ status: 429, wasRead: false });
  });

  it("has no more than a hundred envelopes read in a second, and every one counted", async () => {
    await limit({ key: 1 });
    await store();
    let read = 0;
    for (let turn = 0; turn < 1_000; turn++) {
      const answer = await sendWatched("envelope", '{}\n{"type":"event"}\n{}');
      expect(answer.status).toBe(429);
      if (answer.wasRead) read++;
    }
    expect(read).toBe(100);
    expect(await outcomes()).toEqual(["error accepted 1", "error rate_limited key_quota 1000"]);
    vi.setSystemTime(now + 40_000);
    expect(await sendWatched("envelope", '{}\n{"type":"event"}\n{}')).toEqual({ status: 200, wasRead: true });
  });
});

describe("a burst", () => {
  it("of a bad release is let in up to the limit, and every event is counted", async () => {
    await limit({ key: 100, all: 150 });
    const burst = Array.from({ length: 500 }, (_, turn) =>
      turn % 2 ? store() : envelope(...item("event", event()), ...item("session")),
    );
    const answers = await Promise.all(burst);
    expect(answers.filter(({ json }) => json.id !== undefined).length).toBe(100);
    for (const { status, json, headers } of answers) {
      if (json.id !== undefined) continue;
      expect(headers["x-sentry-rate-limits"]).toBe("40:error;default;security:key:key_quota");
      expect(headers["retry-after"]).toBe("40");
      expect([200, 429]).toContain(status);
    }
    const { rows } = await pool().query("SELECT count(*) AS n FROM event WHERE project_id = $1", [
      project.id,
    ]);
    expect(rows).toEqual([{ n: 100 }]);
    const counted = await outcomes();
    expect(counted).toContain("error accepted 100");
    expect(counted).toContain("error rate_limited key_quota 400");
  });
});

describe("a database that is away", () => {
  it("answers 503 for a key that nobody can look up, with a time to come back", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const url = pool().options.connectionString ?? "";
    await closePool();
    usePool(openPool("postgres://nobody@127.0.0.1:1/none"));
    forgetKeys();
    const answer = await store();
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "60"]);
    await closePool();
    usePool(openPool(url));
    forgetKeys();
    expect((await store()).status).toBe(200);
    said.mockRestore();
  });
});
