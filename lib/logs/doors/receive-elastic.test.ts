import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { OverloadError } from "@/lib/ingest/overload-error";
import { ledger, TOKEN } from "./ledger.fixture";
import { type Answer, send } from "./send.fixture";

vi.mock("@/lib/ingest/authenticate", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/ingest/count-outcome", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/accept-lines", async () => (await import("./ledger.fixture")).ledger);
vi.mock("@/lib/logs/ingest/reject-lines", async () => (await import("./ledger.fixture")).ledger);

beforeEach(() => ledger.clear());

const authorization = `ApiKey ${TOKEN}`;
const auth = { authorization };
const json = ({ text }: Answer) => JSON.parse(text);
const bulk = (body: string | Buffer, { path = "/_bulk", headers = {} } = {}) =>
  send("POST", path, { headers: { ...auth, "content-type": "application/x-ndjson", ...headers }, body });

describe("what senders ask first", () => {
  it.each([
    ["Elastic-filebeat/8.11.3 (linux; amd64; x; 2023-01-01 00:00:00 +0000 UTC)", "8.11.3"],
    ["logstash/9.1.0 (OS=Linux-6; JVM=x) logstash-output-elasticsearch/12.0.0", "9.1.0"],
    ["elasticsearch-js/8.19.2 (linux 6.18; Node.js 20.20.2; Transport 8.11.0)", "8.19.2"],
    ["logstash/7.17.0 (OS=Linux)", "8.19.0"],
    ["curl/8.0", "8.19.0"],
  ])("the version, for %s", async (agent, version) => {
    const answer = await send("GET", "/", { headers: { ...auth, "user-agent": agent } });
    expect([answer.status, answer.headers["x-elastic-product"]]).toEqual([200, "Elasticsearch"]);
    expect(json(answer)).toMatchObject({
      version: { number: version, build_flavor: "default" },
      cluster_uuid: expect.any(String),
      tagline: "You Know, for Search",
    });
  });

  it.each<[string, string, number, string]>([
    ["HEAD", "/", 200, ""],
    ["GET", "/_license", 200, '"license":{"status":"active"'],
    ["GET", "/_xpack", 200, '"type":"basic"'],
    ["HEAD", "/_index_template/logstash", 404, ""],
    ["PUT", "/_index_template/logstash", 200, '{"acknowledged":true}'],
    ["GET", "/_index_template/logstash", 404, '"status":404'],
    ["HEAD", "/_template/logstash", 404, ""],
    ["PUT", "/_template/logstash", 200, '{"acknowledged":true}'],
    ["PUT", "/_component_template/x", 200, '{"acknowledged":true}'],
    ["GET", "/_ilm/policy/logstash-policy", 200, "policy"],
    ["PUT", "/_ilm/policy/logstash-policy", 200, '{"acknowledged":true}'],
    ["HEAD", "/logstash", 200, ""],
    ["GET", "/_data_stream/logs-x-default", 200, '{"data_streams":[{"name":"logs-x-default"'],
    ["PUT", "/_data_stream/logs-x-default", 200, '{"acknowledged":true}'],
    ["PUT", "/_ingest/pipeline/p", 200, '{"acknowledged":true}'],
    [
      "GET",
      "/_cluster/health?timeout=30s&wait_for_nodes=%3E%3D1&wait_for_status=yellow",
      200,
      '"status":"green"',
    ],
    ["GET", "/_cat/health", 200, "green"],
    ["GET", "/checkout/_refresh", 200, '{"_shards":{"total":1,"successful":1,"failed":0}}'],
    ["POST", "/checkout/_refresh", 200, "_shards"],
    ["GET", "/_nodes/http", 200, '"publish_address":"logs.example.com:9200"'],
    ["GET", "/_nodes/_all/http", 200, '"nodes"'],
    ["GET", "/elastic", 200, "You Know, for Search"],
    ["GET", "/elastic/_search", 404, "resource_not_found_exception"],
  ])("%s %s", async (method, path, status, part) => {
    const answer = await send(method, path, { headers: { ...auth, host: "logs.example.com:9200" } });
    expect([answer.status, answer.headers["x-elastic-product"]]).toEqual([status, "Elasticsearch"]);
    if (method === "HEAD") expect(answer.text).toBe("");
    else expect(answer.text).toContain(part);
  });

  it.each([
    ["no token", {}],
    ["a wrong one", { authorization: "Basic ZWxhc3RpYzpjaGFuZ2VtZQ==" }],
  ])("is told to whoever shows %s that they may not", async (_, headers) => {
    const answer = await send("GET", "/_license", { headers });
    expect([answer.status, json(answer).error.type, json(answer).status]).toEqual([
      401,
      "security_exception",
      401,
    ]);
    expect(answer.headers["www-authenticate"]).toContain("Basic");
  });

  it("comes in the media type of the client's version", async () => {
    const accept = "application/vnd.elasticsearch+json; compatible-with=8,text/plain";
    const { headers } = await send("GET", "/", { headers: { ...auth, accept } });
    expect(headers["content-type"]).toBe("application/vnd.elasticsearch+json;compatible-with=8");
  });
});

describe("_bulk", () => {
  it("answers one item for each action, with an id made where there is none", async () => {
    const answer = await bulk(
      '{"create":{"_index":"logs-a-default"}}\n{"message":"a"}\n{"index":{"_id":"7"},"attempts":0}\n{"message":"b"}\n',
      { path: "/checkout/_bulk?wait_for_active_shards=1&timeout=300ms" },
    );
    const stored = { _version: 1, result: "created", status: 201 };
    expect(answer.status).toBe(200);
    expect(json(answer)).toMatchObject({
      took: expect.any(Number),
      errors: false,
      items: [
        { create: { _index: "logs-a-default", _id: expect.stringMatching(/^[\w-]{20}$/), ...stored } },
        { index: { _index: "checkout", _id: "7", ...stored } },
      ],
    });
    expect(ledger.lines.map(({ message, attributes }) => [message, attributes?.["index"]])).toEqual([
      ["a", "logs-a-default"],
      ["b", "checkout"],
    ]);
  });

  it("refuses what is no document alone, and finds nothing to delete", async () => {
    const body =
      '{"index":{"_index":"x"}}\nnonsense\n{"delete":{"_index":"x","_id":"1"}}\n{"update":{"_index":"x","_id":"2"}}\n{"doc":{"message":"u"}}\n';
    const { errors, items } = json(await bulk(body));
    expect(errors).toBe(true);
    expect(
      items
        .map((item: object) => Object.entries(item)[0])
        .map(([name, { status, result, error }]: [string, Record<string, unknown>]) => [
          name,
          status,
          result,
          error,
        ]),
    ).toEqual([
      ["index", 400, undefined, { type: "document_parsing_exception", reason: expect.any(String) }],
      ["delete", 404, "not_found", undefined],
      ["update", 201, "created", undefined],
    ]);
    expect(ledger.lines.map(({ message }) => message)).toEqual(["u"]);
    expect(ledger.rejections).toMatchObject([
      { door: "elastic", reason: "invalid_document", sample: "nonsense" },
    ]);
  });

  it("says only what filter_path asks for", async () => {
    const path = "/_bulk?filter_path=errors,items.*.error,items.*.status";
    const answer = await bulk('{"index":{"_index":"x"}}\n{"message":"a"}\n', { path });
    expect(answer.text).toBe('{"errors":false,"items":[{"index":{"status":201}}]}');
  });

  it.each([
    ["application/json", "/_bulk"],
    ["application/vnd.elasticsearch+x-ndjson; compatible-with=8", "/_bulk?refresh=true"],
    ["text/plain", "/elastic/_bulk"],
  ])("takes %s, gzipped", async (type, path) => {
    const body = gzipSync('{"index":{"_index":"x","_type":"events"}}\n{"message":"a"}');
    const { status } = await bulk(body, {
      path,
      headers: { "content-type": type, "content-encoding": "gzip" },
    });
    expect([status, ledger.lines.length]).toEqual([200, 1]);
  });

  it.each([
    ["an empty body", "", "request body is required"],
    ["an action that is none", "hello\n{}\n", "Malformed action/metadata line [1]"],
  ])("refuses %s as a whole", async (_, body, reason) => {
    const answer = await bulk(body);
    expect(answer.status).toBe(400);
    const { error } = json(answer);
    expect([error.type, error.reason]).toEqual([
      "illegal_argument_exception",
      expect.stringContaining(reason),
    ]);
    expect(error.root_cause).toEqual([{ type: error.type, reason: error.reason }]);
    expect(ledger.lines).toEqual([]);
  });

  it.each([
    ["when it is too much", new OverloadError("too much"), 429, "es_rejected_execution_exception"],
    ["in trouble", new Error("no database"), 503, "unavailable_shards_exception"],
  ])("sends everything away %s, to come again", async (_, failure, status, type) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    ledger.failure = failure;
    const answer = await bulk('{"index":{}}\n{"message":"a"}\n');
    expect([answer.status, json(answer).error.type]).toEqual([status, type]);
    expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
  });

  it("refuses a body that is too large with 413, and GET", async () => {
    const answer = await bulk("x", { headers: { "content-length": String(21 * 1024 * 1024) } });
    expect(answer.status).toBe(413);
    expect((await send("GET", "/_bulk", { headers: auth })).status).toBe(405);
  });
});
