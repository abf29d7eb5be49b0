import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matchDoor } from "@/lib/ingest/match-door";
import { matchElasticProbe, matchLogDoor } from "./match-log-door";

const TOKEN = "0123456789abcdef0123456789abcdef";

describe("matchLogDoor", () => {
  it.each([
    [`/inputs/${TOKEN}`, { name: "loggly", action: "input", token: TOKEN }],
    [`/inputs/${TOKEN}/`, { name: "loggly", action: "input", token: TOKEN }],
    [`/inputs/${TOKEN}/tag/a,b/`, { name: "loggly", action: "input", token: TOKEN, tags: ["a", "b"] }],
    [`/bulk/${TOKEN}/tag/a%2Cb`, { name: "loggly", action: "bulk", token: TOKEN, tags: ["a", "b"] }],
    [`/loggly/inputs/${TOKEN}/tag/x`, { name: "loggly", action: "input", token: TOKEN, tags: ["x"] }],
    ["/services/collector", { name: "hec", action: "event" }],
    ["/services/collector/event", { name: "hec", action: "event" }],
    ["/services/collector/event/1.0", { name: "hec", action: "event" }],
    ["/services/collector/raw", { name: "hec", action: "raw" }],
    ["/services/collector/raw/1.0", { name: "hec", action: "raw" }],
    ["/services/collector/ack", { name: "hec", action: "ack" }],
    ["/services/collector/health", { name: "hec", action: "health" }],
    ["/services/collector/health/1.0", { name: "hec", action: "health" }],
    ["/gelf", { name: "gelf", action: "send" }],
    ["/_license", { name: "elastic", action: "license" }],
    ["/_xpack", { name: "elastic", action: "xpack" }],
    ["/_bulk", { name: "elastic", action: "bulk" }],
    ["/logs-app/_bulk", { name: "elastic", action: "bulk", index: "logs-app" }],
    ["/%3Clogs-%7Bnow%7D%3E/_bulk", { name: "elastic", action: "bulk", index: "<logs-{now}>" }],
    ["/_index_template/ecs-logstash", { name: "elastic", action: "index_template", rest: "ecs-logstash" }],
    ["/_template/logstash", { name: "elastic", action: "template", rest: "logstash" }],
    ["/_ilm/policy/filebeat", { name: "elastic", action: "ilm", rest: "policy/filebeat" }],
    ["/_data_stream/logs", { name: "elastic", action: "data_stream", rest: "logs" }],
    ["/_ingest/pipeline/x", { name: "elastic", action: "ingest", rest: "pipeline/x" }],
    ["/_cluster/health", { name: "elastic", action: "cluster_health" }],
    ["/_cat/health", { name: "elastic", action: "cat_health" }],
    ["/_nodes/_all/http", { name: "elastic", action: "nodes", rest: "_all/http" }],
    ["/logs/_refresh", { name: "elastic", action: "refresh", index: "logs" }],
    ["/elastic", { name: "elastic", action: "root" }],
    ["/elastic/", { name: "elastic", action: "root" }],
    ["/elastic/_bulk", { name: "elastic", action: "bulk" }],
    ["/elastic/logs/_bulk", { name: "elastic", action: "bulk", index: "logs" }],
    ["/elastic/logs", { name: "elastic", action: "index", index: "logs" }],
    [
      "/elastic/_security/_authenticate",
      { name: "elastic", action: "other", rest: "_security/_authenticate" },
    ],
    ["/v1/logs", { name: "otlp", action: "send" }],
    ["/otlp/v1/logs", { name: "otlp", action: "send" }],
    ["/api/7/integration/otlp/v1/logs", { name: "otlp", action: "send", projectId: "7" }],
    ["/loki/api/v1/push", { name: "loki", action: "push" }],
    ["/ready", { name: "loki", action: "ready" }],
    [`/ingest/${TOKEN}`, { name: "generic", action: "send", token: TOKEN }],
    ["/ingest", { name: "generic", action: "send" }],
    ["//ingest//", { name: "generic", action: "send" }],
  ])("leads %s to its door", (path, door) => {
    expect(JSON.parse(JSON.stringify(matchLogDoor(path)))).toEqual(door);
    expect(matchDoor(path)).toBeNull();
  });

  it.each([
    "/",
    "/issues",
    "/issues/WEB-1",
    "/logs",
    "/inputs",
    "/bulk",
    "/services",
    "/services/collector/events",
    "/gelf/x",
    "/v1/traces",
    "/api/v1/logs/search",
    "/api/v1/logs/rejections",
    "/api/7/envelope/",
    "/api/7/integration/otlp/v1/traces",
    "/_next/static/x.js",
    "/_next/_bulk",
    "/_next/image",
    "/loki",
    "/ready/x",
    "/ingest/a/b",
    "/__proto__",
    "/constructor/_toString",
    "/a/b/_bulk",
    `/inputs/${TOKEN}/other/a`,
    "/%E0%A4%A/x",
  ])("leaves %s to others", (path) => {
    expect(matchLogDoor(path)).toBeNull();
  });

  it("takes no page from anybody", () => {
    const app = join(import.meta.dirname, "../../../app");
    const names = ["", "(dashboard)", "(auth)"].flatMap((group) =>
      readdirSync(join(app, group), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
        .map(({ name }) => ({
          name,
          isRoute: readdirSync(join(app, group, name), { recursive: true }).every(
            (file) => !String(file).endsWith("page.tsx"),
          ),
        })),
    );
    const pages = names.filter(({ isRoute }) => !isRoute).map(({ name }) => name);
    expect(pages).toContain("issues");
    for (const page of pages) {
      for (const path of [`/${page}`, `/${page}/x`, `/${page}/x/y`]) expect(matchLogDoor(path)).toBeNull();
    }
  });
});

describe("matchElasticProbe", () => {
  it("answers senders and nobody else at addresses that are pages", () => {
    const root = { name: "elastic", action: "root" };
    expect(matchElasticProbe("HEAD", "/", { hasToken: true })).toEqual(root);
    expect(matchElasticProbe("GET", "/", { hasToken: true })).toEqual(root);
    expect(matchElasticProbe("GET", "/", { hasToken: false, userAgent: "Elastic-filebeat/8.11" })).toEqual(
      root,
    );
    expect(matchElasticProbe("GET", "/", { hasToken: false, userAgent: "elasticsearch-js/8.1" })).toEqual(
      root,
    );
    expect(matchElasticProbe("HEAD", "/filebeat", { hasToken: true })).toEqual({
      name: "elastic",
      action: "index",
      index: "filebeat",
    });
    expect(matchElasticProbe("GET", "/", { hasToken: false, userAgent: "Mozilla/5.0 elastic" })).toBeNull();
    expect(matchElasticProbe("HEAD", "/", { hasToken: false })).toBeNull();
    expect(matchElasticProbe("POST", "/", { hasToken: true })).toBeNull();
    expect(matchElasticProbe("GET", "/issues", { hasToken: true })).toBeNull();
  });
});
