import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { OverloadError } from "@/lib/ingest/overload-error";
import { ledger, TOKEN } from "./ledger.fixture";
import { send } from "./send.fixture";

vi.mock("@/lib/ingest/authenticate", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/ingest/count-outcome", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/accept-lines", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/reject-lines", async () => (await import("./ledger.fixture")).ledger);

beforeEach(() => ledger.clear());

const authorization = `Splunk ${TOKEN}`;
/** What splunk-logging, winston-splunk-httplogger and splunk-bunyan-logger say of their JSON. */
const form = { authorization, "content-type": "application/x-www-form-urlencoded" };
const EVENT = "/services/collector/event/1.0";

async function answer(method: string, address: string, options = {}): Promise<[number, string]> {
  const { status, text } = await send(method, address, options);
  return [status, text];
}

describe("events", () => {
  it.each([EVENT, "/services/collector", "/services/collector/event"])(
    "%s takes events without anything between",
    async (path) => {
      const body = '{"time":"1795328142.106","event":{"message":"a","severity":"warn"}}{"event":"b"}';
      expect(await answer("POST", path, { headers: form, body })).toEqual([
        200,
        '{"text":"Success","code":0}',
      ]);
      expect(ledger.lines.map(({ message }) => message)).toEqual(["a", "b"]);
      expect(ledger.sources).toEqual([{ door: "hec", remote: "192.0.2.1", rawBytes: body.length }]);
    },
  );

  it("takes gzip, and a token as password or in the query", async () => {
    const body = gzipSync('{"event":"zipped"}');
    const basic = `Basic ${Buffer.from(`x:${TOKEN}`).toString("base64")}`;
    await send("POST", EVENT, { headers: { authorization: basic, "content-encoding": "gzip" }, body });
    await send("POST", `${EVENT}?token=${TOKEN}&host=web-1&sourcetype=app`, { body: '{"event":"queried"}' });
    expect(ledger.lines).toMatchObject([
      { message: "zipped" },
      { message: "queried", host: "web-1", source: "app" },
    ]);
  });

  it.each([
    ["nothing", "", '{"text":"No data","code":5}'],
    ["white space", " \r\n", '{"text":"No data","code":5}'],
    ["no JSON", "hello", '{"text":"Invalid data format","code":6,"invalid-event-number":0}'],
    [
      "no event",
      '{"event":"a"}{"host":"b"}',
      '{"text":"Event field is required","code":12,"invalid-event-number":1}',
    ],
    [
      "a blank event",
      '{"event":""}',
      '{"text":"Event field cannot be blank","code":13,"invalid-event-number":0}',
    ],
    [
      "broken gzip",
      Buffer.from("1f8b08", "hex"),
      '{"text":"Invalid data format","code":6,"invalid-event-number":0}',
    ],
  ])("answers 400 to %s", async (_, body, text) => {
    expect(await answer("POST", EVENT, { headers: form, body })).toEqual([400, text]);
  });

  it("stores what is good beside what is not, and shows the latter", async () => {
    const body = '{"event":"a"}\n{"host":"b"}\n{"event":"c"}\n{"event":';
    expect((await answer("POST", EVENT, { headers: form, body }))[1]).toBe(
      '{"text":"Event field is required","code":12,"invalid-event-number":1}',
    );
    expect(ledger.lines.map(({ message }) => message)).toEqual(["a", "c"]);
    expect(ledger.rejections.map(({ reason, sample }) => [reason, sample])).toEqual([
      ["missing_event", '{"host":"b"}'],
      ["invalid_json", '{"event":'],
    ]);
  });

  it.each([
    ["nothing", {}, 401, '{"text":"Token is required","code":2}'],
    ["another scheme", { authorization: "Digest" }, 403, '{"text":"Invalid token","code":4}'],
    [
      "an unknown token",
      { authorization: "Splunk 99999999-2222-4333-8444-555555555555" },
      403,
      '{"text":"Invalid token","code":4}',
    ],
  ])("refuses a sender who shows %s", async (_, headers, status, text) => {
    expect(await answer("POST", EVENT, { headers, body: '{"event":"a"}' })).toEqual([status, text]);
  });

  it.each([
    ["overloaded", new OverloadError("too much"), "60"],
    ["in trouble", new Error("no database"), "30"],
  ])("says busy when %s, so that clients try again", async (_, failure, retry) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    ledger.failure = failure;
    const { status, text, headers } = await send("POST", EVENT, { headers: form, body: '{"event":"a"}' });
    expect([status, text, headers["retry-after"]]).toEqual([
      503,
      '{"text":"Server is busy","code":9}',
      retry,
    ]);
  });

  it("refuses a body that is too large, and other methods", async () => {
    const headers = { ...form, "content-length": String(21 * 1024 * 1024) };
    expect(await answer("POST", EVENT, { headers, body: "x" })).toEqual([
      413,
      '{"text":"Request entity too large","code":27}',
    ]);
    const { status, headers: answered } = await send("GET", EVENT, { headers: form });
    expect([status, answered["allow"]]).toEqual([405, "POST, OPTIONS"]);
  });

  it("answers OPTIONS with Allow before it asks for a token", async () => {
    const { status, headers } = await send("OPTIONS", EVENT);
    expect([status, headers["allow"]]).toEqual([200, expect.stringContaining("POST")]);
  });
});

it.each(["/services/collector/raw", "/services/collector/raw/1.0"])(
  "%s takes lines, and their origin from the query",
  async (path) => {
    const address = `${path}?host=web-1&source=app.log&sourcetype=log4j&index=main`;
    const body = 'WARN first\n{"level":"error","message":"second"}\n';
    expect(await answer("POST", address, { headers: { authorization }, body })).toEqual([
      200,
      '{"text":"Success","code":0}',
    ]);
    const common = { host: "web-1", source: "app.log", attributes: { sourcetype: "log4j", index: "main" } };
    expect(ledger.lines).toMatchObject([
      { message: "WARN first", severity: 13, ...common },
      { message: "second", severity: 17, ...common },
    ]);
  },
);

describe("acknowledgements", () => {
  const channel = { ...form, "x-splunk-request-channel": "FE0ECFAD-13D5-401B-847D-77833BD77131" };

  it("are given to whoever names a channel, and are true", async () => {
    const first = JSON.parse((await send("POST", EVENT, { headers: channel, body: '{"event":"a"}' })).text);
    const second = JSON.parse(
      (await send("POST", `${EVENT}?channel=x`, { headers: form, body: '{"event":"a"}' })).text,
    );
    expect(first).toEqual({ text: "Success", code: 0, ackId: expect.any(Number) });
    expect(second.ackId).toBe(first.ackId + 1);
    const body = JSON.stringify({ acks: [first.ackId, second.ackId] });
    expect(await answer("POST", "/services/collector/ack", { headers: channel, body })).toEqual([
      200,
      `{"acks":{"${first.ackId}":true,"${second.ackId}":true}}`,
    ]);
  });

  it.each([
    ["without a channel", form, '{"acks":[0]}', 400, '{"text":"Data channel is missing","code":10}'],
    ["without a token", {}, '{"acks":[0]}', 401, '{"text":"Token is required","code":2}'],
    ["for nothing", channel, "{}", 400, '{"text":"Invalid data format","code":6}'],
    ["in no JSON", channel, "x", 400, '{"text":"Invalid data format","code":6,"invalid-event-number":0}'],
    ["for what is no id", channel, '{"acks":[1,"x",null,{}]}', 200, '{"acks":{"1":true}}'],
  ])("asked for %s", async (_, headers, body, status, text) => {
    expect(await answer("POST", "/services/collector/ack", { headers, body })).toEqual([status, text]);
  });
});

describe("health", () => {
  it.each([
    ["without a token", {}, 200, '{"text":"HEC is healthy","code":17}'],
    ["with one", { authorization }, 200, '{"text":"HEC is healthy","code":17}'],
    [
      "with one that is wrong",
      { authorization: "Splunk nonsense" },
      400,
      '{"text":"Invalid token","code":4}',
    ],
  ])("%s", async (_, headers, status, text) => {
    expect(await answer("GET", "/services/collector/health/1.0", { headers })).toEqual([status, text]);
    expect(await answer("GET", "/services/collector/health", { headers })).toEqual([status, text]);
  });
});
