import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ingestPool, pool } from "@/lib/db/pool";
import { forgetKeys } from "@/lib/ingest/key-directory";
import { createTestProject } from "@/lib/ingest/testing/ingest-fixture";
import { type Answer, type HostileFront, lines, MARK, openHostileFront, refusal } from "./hostile-front";

const MIB = 1024 * 1024;
const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const OTHER_ID = "9ec79c33ec9942ab8353589fcb2e04dc";
const EVENT = { message: MARK };
const TEXT = JSON.stringify(EVENT);
const ONE = lines({ event_id: ID }, { type: "event" }, EVENT);

let front: HostileFront;
beforeAll(async () => {
  front = await openHostileFront();
});
afterAll(() => front.close());
beforeEach(() => front.renew());
afterEach(() => front.checkHealth());

/** The envelope is refused whole, with this answer, and counted once under this reason. */
async function expectRefused(
  body: string | Buffer,
  status: number,
  detail: string,
  reason: string,
): Promise<Answer> {
  const answer = await front.envelope(body);
  expect(refusal(answer)).toEqual([status, detail]);
  expect(await front.stored()).toEqual([]);
  expect(await front.outcomes()).toEqual([`error invalid ${reason} 1`]);
  return answer;
}

describe("structure", () => {
  it.each([
    ["nothing", "", "empty request body", "empty_body"],
    ["a header that is no JSON", `{${MARK}`, "invalid envelope", "invalid_envelope"],
    ["a list", `[]\n${lines({ type: "event" }, EVENT)}`, "invalid envelope", "invalid_envelope"],
    ["a number", `1\n${lines({ type: "event" }, EVENT)}`, "invalid envelope", "invalid_envelope"],
    ["a text", `"${MARK}"`, "invalid envelope", "invalid_envelope"],
    ["null", "null\n", "invalid envelope", "invalid_envelope"],
    ["an empty line", `\n${ONE}`, "invalid envelope", "invalid_envelope"],
  ])("E1 %s for a header: 400", async (_, body, detail, reason) => {
    await expectRefused(body, 400, detail, reason);
  });

  it.each(["{}", "{}\n", "{}\n\n"])("E1 %j has no items: 200 without an id", async (body) => {
    expect(await front.envelope(body)).toMatchObject({ status: 200, json: {} });
    expect(await front.outcomes()).toEqual([]);
  });

  it("E2 a header line beyond 16 KiB: 400", async () => {
    await expectRefused(`{"x":"${MARK.repeat(1_500)}"}\n`, 400, "invalid envelope", "invalid_envelope");
  });

  it("E2 no line end: 400 at the sixteenth KiB, with 19 MiB still to come, which are then read away", async () => {
    const socket = front.open();
    const length = 19 * MIB;
    socket.write(
      `${front.head("envelope", `Content-Length: ${length}`, "Connection: close")}\r\n${"{".repeat(20_000)}`,
    );
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    socket.write(Buffer.alloc(length - 20_000, "{"));
    expect(await text(socket)).toBe("");
    expect(await front.outcomes()).toEqual(["error invalid invalid_envelope 1"]);
  });

  it.each(["999", "2147483648", "9007199254740991"])(
    "E3 a length of %s: 400, and the event before it is not stored",
    async (length) => {
      const body = `${ONE}\n{"type":"attachment","length":${length}}\n12345\n`;
      await expectRefused(body, 400, "invalid envelope", "invalid_envelope");
    },
  );

  it("E4 a length that is too short: 400, whatever follows", async () => {
    const body = `${ONE}\n{"type":"attachment","length":1}\n1{"type":"event"}\n${TEXT}`;
    await expectRefused(body, 400, "invalid envelope", "invalid_envelope");
  });

  it.each(["-1", "1.5", '"5"', "9007199254740993", "1e9", "true", "[]", "{}", "-0.1"])(
    "E5 a length of %s: 400",
    async (length) => {
      await expectRefused(
        `${ONE}\n{"type":"attachment","length":${length}}\n12345`,
        400,
        "invalid envelope",
        "invalid_envelope",
      );
    },
  );

  it.each([
    ["no newline at the end", ONE],
    ["one newline at the end", `${ONE}\n`],
    ["two newlines at the end", `${ONE}\n\n`],
    ["an empty last item with length", `${ONE}\n{"type":"attachment","length":0}`],
    ["an empty last item with length and newline", `${ONE}\n{"type":"attachment","length":0}\n`],
    ["an empty last item without length", `${ONE}\n{"type":"attachment"}`],
    ["an empty item first", `{"event_id":"${ID}"}\n{"type":"attachment"}\n\n{"type":"event"}\n${TEXT}`],
  ])("E6 %s: taken", async (_, body) => {
    expect((await front.envelope(body)).json).toEqual({ id: ID });
    expect((await front.outcomes()).at(-1)).toBe("error accepted 1");
  });

  it("E7 CRLF after headers: taken, and payloads keep theirs", async () => {
    const text = JSON.stringify({ message: "a\r\nb" });
    const body = `{"event_id":"${ID}"}\r\n{"type":"event","length":${text.length}}\r\n${text}\n{"type":"session"}\r\n{}\r\n`;
    expect((await front.envelope(body)).json).toEqual({ id: ID });
    expect((await front.stored())[0]?.logentry?.formatted).toBe("a\r\nb");
  });

  it("E8 unknown types are passed over and counted", async () => {
    const body = lines(
      {},
      { type: "hologram_v9" },
      MARK,
      { type: "__proto__" },
      "x",
      { type: "session" },
      {},
      { type: "toString" },
      "",
    );
    expect(await front.envelope(body)).toMatchObject({ status: 200, json: {} });
    expect(await front.outcomes()).toEqual(["session unsupported 1", "unknown unsupported 3"]);
  });

  it("E9 a hundred thousand items: 413", async () => {
    await expectRefused(`{}\n${'{"type":"x"}\n\n'.repeat(100_000)}`, 413, "too many items", "too_large");
    const thousand = `{}\n${'{"type":"x"}\n\n'.repeat(1_000)}`;
    expect((await front.envelope(thousand)).status).toBe(200);
  });

  it.each([
    ["two events", lines({}, { type: "event" }, EVENT, { type: "event" }, EVENT)],
    ["an event and a transaction", lines({}, { type: "transaction" }, {}, { type: "event" }, EVENT)],
  ])("E10 %s: 400, neither is stored", async (_, body) => {
    await expectRefused(body, 400, "invalid envelope", "invalid_envelope");
  });
});

describe("identity", () => {
  it("E11 no event id: one is made and answered", async () => {
    const answers = [
      await front.envelope(lines({}, { type: "event" }, EVENT)),
      await front.envelope(lines({ event_id: null }, { type: "event" }, { ...EVENT, event_id: null })),
      await front.store(EVENT),
    ];
    const ids = answers.map(({ json }) => String(json["id"]));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await front.stored()).map((event) => event.event_id)).toEqual(ids);
  });

  it("E12 the envelope's id wins over the payload's, and a note says so", async () => {
    const answer = await front.envelope(
      lines({ event_id: ID }, { type: "event" }, { ...EVENT, event_id: OTHER_ID }),
    );
    expect(answer.json).toEqual({ id: ID });
    expect((await front.stored())[0]).toMatchObject({
      event_id: ID,
      errors: [{ name: "event_id", value: OTHER_ID }],
    });
  });

  it.each([
    ["dashes", "fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0"],
    ["upper case", ID.toUpperCase()],
  ])("E13 an id with %s is made canonical", async (_, id) => {
    expect((await front.envelope(lines({ event_id: id }, { type: "event" }, EVENT))).json).toEqual({
      id: ID,
    });
    expect((await front.store({ ...EVENT, event_id: id })).json).toEqual({ id: ID });
    expect(await front.outcomes()).toEqual(["error accepted 1", "error duplicate 1"]);
  });

  it.each([
    ["nil", "0".repeat(32)],
    ["no UUID", MARK],
    ["10 kB", "a".repeat(10_000)],
    ["a path", "../../x"],
    ["a path in hexadecimal", `${ID.slice(0, 29)}/..`],
    ["a number", 5],
    ["an object", { $ne: null }],
    ["NUL", `${ID.slice(0, 31)}\0`],
  ])("E13 an id that is %s: 400 in a header, replaced and noted in a payload", async (_, id) => {
    const header = await front.envelope(lines({ event_id: id }, { type: "event" }, EVENT));
    expect(refusal(header)).toEqual([400, "invalid event id"]);
    const payload = await front.store({ ...EVENT, event_id: id });
    expect(payload.json["id"]).toMatch(/^[0-9a-f]{32}$/);
    expect((await front.stored())[0]?.errors?.map(({ name }) => name)).toEqual(["event_id"]);
  });

  it("E14 one id, many times at once, with other content, and on another day: one event", async () => {
    const send = (message: string) => front.store({ event_id: ID, message });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(`m${index % 3}`)));
    expect(new Set(answers.map(({ json }) => json["id"]))).toEqual(new Set([ID]));
    await pool().query(
      `UPDATE event SET received_at = received_at - interval '1 day' WHERE project_id = $1`,
      [front.project.id],
    );
    forgetKeys();
    expect((await send("later")).json).toEqual({ id: ID });
    expect((await front.stored()).length).toBe(1);
    expect(await front.outcomes()).toEqual(["error accepted 1", "error duplicate 20"]);
    const { rows } = await pool().query(
      `SELECT sum(event_count)::int AS count FROM issue WHERE project_id = $1`,
      [front.project.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it.each([
    "garbage",
    "infinity",
    "9999-12-31T23:59:59Z",
    "0001-01-01",
    -1,
    1e300,
    {},
    "2020-01-01T00:00:00Z",
  ])(
    "E15 sent_at of %j: taken, and the event's time stays within a minute or becomes that of receipt",
    async (sent_at) => {
      const body = lines(
        { event_id: ID, sent_at },
        { type: "event" },
        { ...EVENT, timestamp: Date.now() / 1000 },
      );
      expect((await front.envelope(body)).json).toEqual({ id: ID });
      const [event] = await front.stored();
      expect(Math.abs(Date.parse(event?.timestamp ?? "") - Date.now())).toBeLessThan(60_000);
    },
  );
});

const dsn = (key = front.project.publicKey, id: number | string = front.project.id) =>
  `https://${key}@jackdaw.example.com/${id}`;
const body = (d?: string) => lines({ dsn: d }, { type: "event" }, EVENT);

describe("authentication", () => {
  it("E16 the key of query, header and envelope: one is enough, two forms are 401, another DSN is 400", async () => {
    const path = `/api/${front.project.id}/envelope/`;
    const key = front.project.publicKey;
    const header = { "x-sentry-auth": `Sentry sentry_key=${key}` };
    const ask = async (query: string, headers: Record<string, string>, d?: string) =>
      (await front.ask(path + query, { headers, body: body(d) })).status;
    expect([
      await ask(`?sentry_key=${key}`, {}),
      await ask("", header),
      await ask("", {}, dsn()),
      await ask("", header, dsn()),
      await ask(`?sentry_key=${key}`, header),
      await ask(`?sentry_key=${key}&sentry_key=${key}`, {}),
      await ask("", header, dsn("0".repeat(32))),
      await ask("", header, dsn(key, "999999")),
      await ask("", {}),
    ]).toEqual([200, 200, 200, 200, 401, 401, 400, 400, 401]);
  });

  it("E17 unknown, malformed and foreign keys and projects get one answer, however often", async () => {
    const other = await createTestProject();
    const unknown: [string, string | number][] = [
      ["0".repeat(32), front.project.id],
      [MARK, front.project.id],
      ["' OR 1=1 --", front.project.id],
      ["\0", front.project.id],
      ["__proto__", front.project.id],
      ["k".repeat(10_000), front.project.id],
      [other.publicKey, front.project.id],
      [front.project.publicKey, other.id],
      [front.project.publicKey, 2_147_483_647],
      [front.project.publicKey, 9_999_999_999],
    ];
    const answers = [];
    for (const [key, id] of unknown) {
      const { status, text, headers } = await front.ask(
        `/api/${id}/store/?sentry_key=${encodeURIComponent(key)}`,
        { body: TEXT },
      );
      answers.push(`${status} ${text} ${headers["x-sentry-error"]}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^403 /);
    for (const id of [MARK, "-1", "1.5", "1e3", "0x1", "%00", "..%2f1"])
      expect(
        (await front.ask(`/api/${id}/store/?sentry_key=${front.project.publicKey}`, { body: TEXT })).status,
      ).toBe(400);
    expect(await front.outcomes()).toEqual([]);
  });

  it("E18 a disabled key and a deleted project: 403 like an unknown one", async () => {
    const ask = () => front.store(EVENT);
    expect((await ask()).status).toBe(200);
    await pool().query(`UPDATE project_key SET is_active = false WHERE id = $1`, [front.project.keyId]);
    forgetKeys();
    expect((await ask()).status).toBe(403);
    await pool().query(`DELETE FROM project WHERE id = $1`, [front.project.id]);
    forgetKeys();
    expect((await ask()).status).toBe(403);
  });

  it("E19 a flood of 400 invented keys: 403 each, and the keys are read once a second at most", async () => {
    const asked = vi.spyOn(ingestPool(), "query");
    const started = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 400 }, () =>
        front.ask(`/api/${front.project.id}/store/?sentry_key=${randomUUID().replaceAll("-", "")}`, {
          body: "{}",
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    const readings = asked.mock.calls.filter(([query]) => JSON.stringify(query).includes("FROM project_key"));
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.length).toBeLessThanOrEqual(2 + (Date.now() - started) / 1_000);
  });
});

it("E20 beyond a limit: 429 with both headers, readable by pages; with something else beside it 200 and the limit in a header", async () => {
  // Twenty seconds into a minute that the test does not outlast.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - (Date.now() % 60_000) + 20_000 });
  await pool().query(`UPDATE project_key SET events_per_minute = 1 WHERE id = $1`, [front.project.keyId]);
  forgetKeys();
  expect((await front.store(EVENT)).status).toBe(200);
  const refused = [await front.store(EVENT), await front.envelope(ONE)];
  const partly = await front.envelope(`${ONE}\n${lines({ type: "session" }, {})}`);
  vi.useRealTimers();
  expect([...refused, partly].map(({ status }) => status)).toEqual([429, 429, 200]);
  for (const { headers } of [...refused, partly]) {
    expect(headers["retry-after"]).toMatch(/^[1-9]\d?$/);
    expect(headers["x-sentry-rate-limits"]).toMatch(/^[1-9]\d?:error;[a-z;_]+:key:[a-z_]+$/);
    expect(headers["access-control-expose-headers"]).toContain("x-sentry-rate-limits");
  }
  const [accepted, limited, session] = await front.outcomes();
  expect([accepted, session]).toEqual(["error accepted 1", "session unsupported 1"]);
  expect(limited).toMatch(/^error rate_limited \w+ 3$/);
});

describe("items that are not stored yet", () => {
  it("E21 a client report with absurd numbers is counted as one unsupported item, and its numbers are not believed", async () => {
    const report = {
      timestamp: "never",
      discarded_events: [
        { reason: MARK, category: "error", quantity: -5 },
        { reason: "queue_overflow", category: "error", quantity: 1e308 },
      ],
    };
    expect((await front.envelope(lines({}, { type: "client_report" }, report))).status).toBe(200);
    expect(await front.outcomes()).toEqual(["internal unsupported 1"]);
  });

  const names = [
    "../../etc/passwd",
    "a\0b",
    "x".repeat(4_000),
    "\u202Egpj.exe",
    "con",
    "",
    "C:\\x",
    "/etc/passwd",
    { a: 1 },
  ];
  it.each(names)(
    "E22 an attachment called %j is counted unsupported and not stored; the event is",
    async (filename) => {
      const attachment = { type: "attachment", length: 5, filename };
      expect((await front.envelope(`${ONE}\n${JSON.stringify(attachment)}\n12345`)).json).toEqual({ id: ID });
      expect(await front.outcomes()).toEqual(["attachment unsupported 1", "error accepted 1"]);
      expect(JSON.stringify(await front.stored())).not.toContain("12345");
    },
  );

  it.each(["image/svg+xml", "text/html", `text/html;${MARK}`])(
    "E23 an attachment of type %s is counted unsupported and served by nobody",
    async (content_type) => {
      const item = { type: "attachment", content_type, filename: "x.svg" };
      expect((await front.envelope(`${ONE}\n${lines(item, "<svg onload=alert(1)>")}`)).json).toEqual({
        id: ID,
      });
      expect(await front.outcomes()).toEqual(["attachment unsupported 1", "error accepted 1"]);
    },
  );

  it.each([
    ["event.minidump", "MDMP\x93\xa7"],
    ["unreal.context", "CR1"],
    ["event.attachment", "PK\x03\x04"],
  ])("E24 %s is counted unsupported and parsed by nobody", async (attachment_type, bytes) => {
    const item = { type: "attachment", attachment_type, length: bytes.length + 1_000 };
    const body = Buffer.from(
      `${lines({ event_id: ID }, item)}\n${bytes}${"\0".repeat(1_000)}\n${lines({ type: "event" }, EVENT)}`,
      "latin1",
    );
    expect((await front.envelope(body)).json).toEqual({ id: ID });
    expect(await front.outcomes()).toEqual(["attachment unsupported 1", "error accepted 1"]);
    const minidump = await front.ask(`/api/${front.project.id}/minidump/`, { body: "MDMP" });
    expect(minidump.text).toBe("from web");
  });
});
