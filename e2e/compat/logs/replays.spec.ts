import { createSocket } from "node:dgram";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { scene, type Sender, type Target } from "./sender";
import { testSenders } from "./send-all";

// Senders that cannot be installed for tests: requests and datagrams as their manuals and sources describe them, written here.
// What they show is that such bytes are taken, not that those programs work.

const levels = ["debug", "info", "warn", "error"];
const { messages } = scene;
const fields = { order: "A-17", amount: 12.5, paid: false, nested: { a: { b: 1 } }, list: ["x", "y"] };
const extra = (index: number) => (index === 3 ? fields : {});
const lines = (make: (message: string, index: number) => object) =>
  messages.map((message, index) => JSON.stringify(make(message, index))).join("\n");

interface Post {
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
  method?: string;
}

function post(
  to: Target,
  { path, headers, body, method = "POST" }: Post,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(new URL(path, to.url), { method, headers }, (answer) => {
      let text = "";
      answer.on("data", (part: Buffer) => (text += part.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on("error", reject).end(body);
  });
}

/** One request, which must be answered with a status. */
const sends =
  (
    status: number,
    make: (to: Target) => Post,
    check: (text: string) => boolean = () => true,
  ): ((to: Target) => Promise<void>) =>
  async (to) => {
    const answer = await post(to, make(to));
    if (answer.status !== status || !check(answer.text))
      throw new Error(`answered ${answer.status}: ${answer.text}`);
  };

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

/** What Logstash and Filebeat ask Elasticsearch before they send. */
async function probe(to: Target, headers: Record<string, string>): Promise<void> {
  for (const path of ["/", "/_license", "/_xpack"]) {
    const { status } = await post(to, { path, headers, body: "", method: "GET" });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }
}

const bulk = (to: Target, headers: Record<string, string>): Post => ({
  path: "/_bulk?filter_path=errors,items.*.error,items.*.status",
  headers: { ...headers, "content-type": "application/vnd.elasticsearch+x-ndjson; compatible-with=8" },
  body: `${messages
    .map((message, index) =>
      [
        { create: { _index: "logs-shop-default" } },
        {
          "@timestamp": new Date().toISOString(),
          message,
          log: { level: levels[index] },
          host: { name: "web-1" },
          service: { name: "checkout" },
          ...extra(index),
        },
      ]
        .map((part) => JSON.stringify(part))
        .join("\n"),
    )
    .join("\n")}\n`,
});

/** Docker's `gelf` driver: gzip, and chunks of 1,420 bytes where that is more. Here of 100, so that all are chunked. */
async function castDocker({ port }: Target): Promise<void> {
  const socket = createSocket("udp4");
  for (const [index, message] of messages.entries()) {
    const text = JSON.stringify({
      version: "1.1",
      host: "web-1",
      short_message: message,
      timestamp: Date.now() / 1000,
      level: [7, 6, 4, 3][index],
      _container_name: "shop_app_1",
      _image_name: "shop:1.2.3",
      ...Object.fromEntries(Object.entries(extra(index)).map(([key, value]) => [`_${key}`, value])),
    });
    const packed = gzipSync(text);
    const count = Math.ceil(packed.length / 100);
    for (let part = 0; part < count; part++) {
      const head = Buffer.from([0x1e, 0x0f, 1, 2, 3, 4, 5, 6, 7, index, part, count]);
      const chunk = Buffer.concat([head, packed.subarray(part * 100, part * 100 + 100)]);
      await new Promise((resolve) => socket.send(chunk, port, "127.0.0.1", resolve));
    }
  }
  socket.close();
}

const number = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);

/** Filebeat: a window, one compressed frame, and nothing more until the last line is acknowledged. */
async function beatBatch({ port }: Target): Promise<void> {
  const frames = messages.map((message, index) => {
    const event = Buffer.from(
      JSON.stringify({
        "@timestamp": new Date().toISOString(),
        "@metadata": { beat: "filebeat", type: "_doc", version: "8.19.0" },
        message,
        log: { level: levels[index], file: { path: "/var/log/shop.log" } },
        host: { name: "web-1" },
        service: { name: "checkout" },
        ...extra(index),
      }),
    );
    return Buffer.concat([Buffer.from("2J"), number(index + 1), number(event.length), event]);
  });
  const packed = deflateSync(Buffer.concat(frames));
  const socket = connect(port, "127.0.0.1");
  socket.write(Buffer.concat([Buffer.from("2W"), number(frames.length)]));
  socket.write(Buffer.concat([Buffer.from("2C"), number(packed.length), packed]));
  let answer = Buffer.alloc(0);
  for await (const bytes of socket as AsyncIterable<Buffer>) {
    answer = Buffer.concat([answer, bytes]);
    if (answer.includes(Buffer.concat([Buffer.from("2A"), number(frames.length)]))) return;
  }
  throw new Error("nothing was acknowledged");
}

const now = () => new Date().toISOString();
const common = { host: "web-1", service: "checkout" };

const senders: Sender[] = [
  {
    name: "replayed: Docker's gelf driver, chunks over UDP",
    command: castDocker,
    listener: "gelf_udp",
    expected: { host: "web-1" },
  },
  {
    name: "replayed: Filebeat to a Logstash output",
    command: beatBatch,
    listener: "lumberjack",
    expected: common,
  },
  {
    name: "replayed: Logstash's elasticsearch output",
    command: async (to) => {
      const headers = { authorization: basic("elastic", to.token), "user-agent": "Manticore 0.9.1" };
      await probe(to, headers);
      await sends(
        200,
        () => bulk(to, headers),
        (text) => text.includes('"errors":false'),
      )(to);
    },
    expected: common,
  },
  {
    name: "replayed: Filebeat to Elasticsearch",
    command: async (to) => {
      const headers = {
        authorization: `ApiKey ${Buffer.from(`id:${to.token}`).toString("base64")}`,
        "user-agent": "Elastic-filebeat/8.19.0 (linux; amd64)",
      };
      await probe(to, headers);
      await sends(
        200,
        () => bulk(to, headers),
        (text) => text.includes('"errors":false'),
      )(to);
    },
    expected: common,
  },
  {
    name: "replayed: Fluent Bit's http output",
    command: sends(200, ({ token }) => ({
      path: `/ingest/${token}`,
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body: gzipSync(
        JSON.stringify(
          messages.map((message, index) => ({
            date: Date.now() / 1000,
            log: message,
            level: levels[index],
            ...common,
            ...extra(index),
          })),
        ),
      ),
    })),
    expected: common,
  },
  {
    name: "replayed: Vector's splunk_hec_logs sink",
    command: async (to) => {
      const headers = { authorization: `Splunk ${to.token}` };
      await sends(200, () => ({ path: "/services/collector/health/1.0", headers, body: "", method: "GET" }))(
        to,
      );
      await sends(200, () => ({
        path: "/services/collector/event",
        headers: { ...headers, "content-type": "application/json" },
        body: lines((message, index) => ({
          event: { message, level: levels[index], service: "checkout", ...extra(index) },
          host: "web-1",
          time: Date.now() / 1000,
        })).replaceAll("\n", ""),
      }))(to);
    },
    expected: common,
  },
  {
    name: "replayed: OpenTelemetry Collector's otlphttp exporter",
    command: sends(200, ({ token }) => ({
      path: "/v1/logs",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-encoding": "gzip",
      },
      body: gzipSync(
        JSON.stringify({
          resourceLogs: [
            {
              resource: {
                attributes: [
                  { key: "service.name", value: { stringValue: "checkout" } },
                  { key: "host.name", value: { stringValue: "web-1" } },
                ],
              },
              scopeLogs: [
                {
                  logRecords: messages.map((message, index) => ({
                    timeUnixNano: `${Date.now()}000000`,
                    severityNumber: [5, 9, 13, 17][index],
                    body: { stringValue: message },
                    attributes:
                      index === 3
                        ? [
                            { key: "order", value: { stringValue: "A-17" } },
                            { key: "amount", value: { doubleValue: 12.5 } },
                          ]
                        : [],
                  })),
                },
              ],
            },
          ],
        }),
      ),
    })),
    expected: { ...common, fields: { order: "A-17", amount: 12.5 } },
  },
  {
    name: "replayed: Serilog's Seq and http sinks (CLEF)",
    command: sends(200, ({ token }) => ({
      path: `/ingest/${token}?host=web-1&service=checkout`,
      headers: { "content-type": "application/vnd.serilog.clef" },
      body: lines((message, index) => ({
        "@t": now(),
        "@m": message,
        "@l": ["Debug", "Information", "Warning", "Error"][index],
        ...extra(index),
      })),
    })),
    expected: common,
  },
];

testSenders(senders);
