import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { matchLogDoor } from "@/lib/logs/doors/match-log-door";
import { platforms } from "@/lib/projects/schemas";
import { findSender, senderGroups, senderOfPlatform } from "./list-senders";
import { escapeLogback, quoteJson, quoteSingle } from "./quote";
import { logTarget } from "./target";

const key = "9f1c4e7ab2d84c069f1c4e7ab2d84c06";
const uuid = "9f1c4e7a-b2d8-4c06-9f1c-4e7ab2d84c06";
const target = logTarget(`https://${key}@errors.example.com/4`, "checkout");
const plain = logTarget(`http://${key}@10.0.0.7:3000/jackdaw/4`, "checkout");
const senders = senderGroups.flatMap((group) => group.senders);
const textOf = (id: string, to = target) =>
  (findSender(id)?.snippets(to) ?? []).map(({ code }) => code).join("\n");

/** Addresses of this server in a text, without what quotes them, that name more than the server. */
const urlsIn = (text: string, origin: string) =>
  text
    .split(/["'<>\s]/)
    .filter((word) => word.startsWith(origin) && URL.canParse(word) && new URL(word).pathname !== "/");

describe("the senders", () => {
  it("have a name in the address each, once", () => {
    expect(new Set(senders.map(({ id }) => id)).size).toBe(senders.length);
    expect(findSender("constructor")).toBeNull();
  });

  it("begin with one that the project's platform uses", () => {
    for (const { id } of platforms) expect(findSender(senderOfPlatform(id))).not.toBeNull();
    expect(senderOfPlatform("constructor")).toBe("curl");
  });

  it.each(senders)(
    "$name: has the real host and the real token, and nothing to fill in",
    ({ id, isSocket }) => {
      const text = textOf(id);
      expect(text).toContain("errors.example.com");
      if (!isSocket) expect(text.includes(key) || text.includes(uuid)).toBe(true);
      expect(text).not.toMatch(/<your|your[-_ ]|placeholder|\bxxx|undefined|localhost|\[object/i);
      for (const [, shown = ""] of text.matchAll(/(?:Bearer|Splunk|jackdaw:)\s?([0-9a-f-]{32,36})/g)) {
        expect([key, uuid]).toContain(shown);
      }
    },
  );

  it.each(senders)("$name: each address in it is a door", ({ id }) => {
    for (const url of urlsIn(textOf(id), "https://errors.example.com")) {
      expect(matchLogDoor(new URL(url).pathname), url).not.toBeNull();
    }
  });

  it.each([
    ["curl", "/ingest/", "generic"],
    ["loggly", "/inputs/", "loggly"],
    ["hec", "/services/collector/event", "hec"],
    ["gelf", "/gelf", "gelf"],
    ["loki", "/loki/api/v1/push", "loki"],
    ["elasticsearch", "/elastic/_bulk", "elastic"],
    ["otel-collector", "/v1/logs", "otlp"],
    ["slog", "/v1/logs", "otlp"],
    ["serilog", "/v1/logs", "otlp"],
    ["python", "/loki/api/v1/push", "loki"],
    ["logback", "/loki/api/v1/push", "loki"],
    ["ruby", "/ingest/", "generic"],
    ["vector", "/ingest/", "generic"],
  ])("%s goes through %s", (id, path, door) => {
    const url = urlsIn(textOf(id), "https://errors.example.com")[0] ?? "";
    expect(url).toContain(path);
    expect(matchLogDoor(new URL(url).pathname)?.name).toBe(door);
  });

  it.each(senders)("$name: without TLS it says so, and keeps port and prefix", ({ id, isSocket }) => {
    const text = textOf(id, plain);
    expect(text).toContain("10.0.0.7");
    expect(text).not.toMatch(/https:|SslOptions|tls: on/);
    if (!isSocket) expect(text).toContain("3000");
  });

  it("name the port where senders assume another", () => {
    for (const id of ["filebeat", "logstash", "docker", "rsyslog"]) {
      expect(textOf(id)).toContain("https://errors.example.com:443");
    }
    expect(textOf("fluent-bit")).toContain("port: 443\n      tls: on");
    expect(textOf("monolog")).toContain("443, '/gelf', new Gelf");
  });
});

describe("a name made to break out", () => {
  const hostile = `it's "bad" $(touch x) \${jndi:x} #{1} \`id\` \\ <b>&amp; %msg`;
  const evil = { ...target, service: hostile };

  it("stays one text of JSON, JavaScript, Python and YAML", () => {
    expect(JSON.parse(quoteJson(`${hostile}\u2028\n`))).toBe(`${hostile}\u2028\n`);
    expect(quoteJson("\u2028")).toBe('"\\u2028"');
    for (const id of ["python", "django", "winston", "pino", "slog", "serilog"]) {
      expect(textOf(id, evil)).toContain(JSON.stringify(hostile));
    }
  });

  it("stays one text of Ruby and PHP, in which nothing is replaced", () => {
    expect(quoteSingle("it's \\ #{1}")).toBe("'it\\'s \\\\ #{1}'");
    for (const id of ["ruby", "monolog"]) expect(textOf(id, evil)).toContain(quoteSingle(hostile));
  });

  it("stays text of Logback's XML, without variables and patterns", () => {
    expect(escapeLogback(`\${x} %msg <a b="c">&\n`)).toBe("\\${x} \\%msg &lt;a b=&quot;c&quot;&gt;&amp; ");
    expect(textOf("logback", evil)).toContain(escapeLogback(hostile));
  });

  it("is what curl would send, and nothing runs", () => {
    const command = textOf("curl", evil)
      .split("\n")
      .slice(0, 2)
      .join("\n")
      .replace("curl -sS", "printf '%s\\n'");
    const [, flag, body = ""] = execFileSync("sh", ["-c", command]).toString().split("\n");
    expect(flag).toBe("--data-binary");
    expect(JSON.parse(body)).toMatchObject({ service: hostile });
  });
});
