import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MEMORY_BUDGET, type Reservation, reserveMemory } from "@/lib/ingest/reserve-memory";
import { ledger, TOKEN } from "./ledger.fixture";
import { send } from "./send.fixture";

vi.mock("@/lib/ingest/authenticate", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/ingest/count-outcome", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/accept-lines", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/reject-lines", async () => (await import("./ledger.fixture")).ledger);

const authorization = `Bearer ${TOKEN}`;
const json = { "content-type": "application/json" };
const LINES = 10_000;
/** More than the bodies take, unpacked and as text, and less than their lines do. */
const ROOM = 3 * 1024 * 1024;

let others: Reservation;
beforeEach(() => {
  ledger.clear();
  others = reserveMemory();
  others.hold(MEMORY_BUDGET - ROOM);
});
afterEach(() => others.release());

/** A field of protobuf with a length. */
const field = (number: number, value: Buffer) => {
  const length = [value.length & 0x7f, (value.length >> 7) & 0x7f, value.length >> 14];
  return Buffer.concat([
    Buffer.from([number * 8 + 2, 0x80 | Number(length[0]), 0x80 | Number(length[1]), Number(length[2])]),
    value,
  ]);
};
const records = field(1, field(2, Buffer.alloc(2 * LINES, Buffer.from([0x12, 0]))));
const list = (one: string, count = LINES) => Array.from({ length: count }, () => one).join();
const OVERLOAD = "too many bytes are under way; send again later";

/** Door, address, body of many short lines, headers, status and words of the refusal, status of success. */
const doors: [string, string, string | Buffer, Record<string, string>, number, string, number][] = [
  [
    "Loggly",
    `/bulk/${TOKEN}`,
    "a\n".repeat(LINES),
    {},
    429,
    `{"response":"error","error":"${OVERLOAD}"}`,
    200,
  ],
  [
    "HEC",
    "/services/collector/event",
    '{"event":1}'.repeat(LINES),
    {},
    503,
    '{"text":"Server is busy","code":9}',
    200,
  ],
  [
    "HEC raw",
    "/services/collector/raw",
    "a\n".repeat(LINES),
    {},
    503,
    '{"text":"Server is busy","code":9}',
    200,
  ],
  ["GELF", "/gelf", '{"host":"h","short_message":"a"}\n'.repeat(LINES), {}, 429, OVERLOAD, 202],
  [
    "Elasticsearch",
    "/_bulk",
    '{"create":{}}\n{"message":"a"}\n'.repeat(LINES),
    {},
    429,
    '"type":"es_rejected_execution_exception"',
    200,
  ],
  [
    "OTLP, JSON",
    "/v1/logs",
    `{"resourceLogs":[{"scopeLogs":[{"logRecords":[${list("{}")}]}]}]}`,
    json,
    429,
    `{"code":8,"message":"${OVERLOAD}"}`,
    200,
  ],
  ["OTLP, protobuf", "/v1/logs", records, { "content-type": "application/x-protobuf" }, 429, OVERLOAD, 200],
  [
    "Loki",
    "/loki/api/v1/push",
    `{"streams":[{"values":[${list('["1","a"]')}]}]}`,
    json,
    429,
    `${OVERLOAD}\n`,
    204,
  ],
  ["the generic door, text", `/ingest/${TOKEN}`, "a\n".repeat(LINES), {}, 429, OVERLOAD, 200],
  ["the generic door, JSON", `/ingest/${TOKEN}`, "{}".repeat(LINES), {}, 429, OVERLOAD, 200],
];

describe("what a packed request unpacks to", () => {
  it.each(doors)(
    "is too much for %s while others hold the memory, and not afterwards",
    async (_, path, body, headers, status, words, success) => {
      const packed = gzipSync(body);
      expect(packed.length).toBeLessThan(5_000);
      const ask = () => send("POST", path, { headers: { authorization, ...headers }, body: packed });
      const refused = await ask();
      expect([refused.status, refused.headers["retry-after"]]).toEqual([status, "60"]);
      expect(refused.text).toContain(words);
      expect([ledger.lines.length, ledger.rejections.length]).toEqual([0, 0]);
      expect(ledger.outcomes).toEqual([
        { category: "log_item", outcome: "rate_limited", reason: "overload" },
      ]);
      others.release();
      expect((await ask()).status).toBe(success);
      expect(ledger.lines.length).toBe(LINES);
      // Everybody gave back what they held.
      others.hold(1);
      const all = reserveMemory();
      all.hold(MEMORY_BUDGET - 1);
      all.release();
    },
  );

  it.each([
    ["JSON", "/v1/logs", `{"resourceLogs":[],"more":[${list("1", 100_000)}]}`, "application/json"],
    ["protobuf", "/v1/logs", Buffer.alloc(200_000, Buffer.from([0x08, 1])), "application/x-protobuf"],
    [
      "JSON of Loki",
      "/loki/api/v1/push",
      `{"streams":[],"more":[${list("1", 100_000)}]}`,
      "application/json",
    ],
  ])("counts the values of %s before they are made", async (_, path, body, type) => {
    const ask = () =>
      send("POST", path, { headers: { authorization, "content-type": type }, body: gzipSync(body) });
    expect((await ask()).status).toBe(429);
    others.release();
    expect((await ask()).status).toBeLessThan(300);
  });

  it("counts the attributes that lines have in common once for each", async () => {
    const attributes = list('{"key":"K","value":{"stringValue":"v"}}', 100).replaceAll(
      '"K"',
      (_, at: number) => `"k${at}"`,
    );
    const scopes = `"scopeLogs":[{"logRecords":[${list("{}", 1_000)}]}]`;
    const body = `{"resourceLogs":[{"resource":{"attributes":[${attributes}]},${scopes}}]}`;
    const { status } = await send("POST", "/v1/logs", { headers: { authorization, ...json }, body });
    expect(status).toBe(429);
  });
});

describe("what is refused of a request", () => {
  it.each([
    ["Loki", "/loki/api/v1/push", '{"streams":[{"values":[[1],[2],["1","a"]]}]}'],
    [
      "OTLP",
      "/v1/logs",
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[1,2,{"body":{"stringValue":"a"}}]}]}]}',
    ],
  ])("is counted line by line: %s", async (_, path, body) => {
    await send("POST", path, { headers: { authorization, ...json }, body });
    expect(ledger.rejections).toMatchObject([{ lines: 2 }]);
    expect(ledger.lines).toHaveLength(1);
  });
});
