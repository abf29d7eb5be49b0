import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "@playwright/test";
import { findPython } from "../find-python";
import { installPython } from "../install-python";
import { compatFolder } from "../run-client";
import { type Sender, under } from "./sender";
import { testSenders } from "./send-all";

const requirements = [
  "loggly-python-handler==1.0.1",
  "splunk-handler==3.0.0",
  "splunk-hec-handler==1.2.0",
  "graypy==2.1.0",
  "pygelf==0.4.3",
  "python-logstash==0.4.8",
  "python-logstash-async==4.1.0",
  "python-logging-loki==0.3.1",
  "rfc5424-logging-handler==1.4.3",
  "opentelemetry-sdk==1.45.2",
  "opentelemetry-exporter-otlp-proto-http==1.45.2",
];
const folder = join(compatFolder, ".venv-logs");
const python = findPython(([major, minor]) => major === 3 && minor >= 10);

const client = (name: string): Sender["command"] => [
  join(folder, "bin/python"),
  "logs/clients/clients.py",
  name,
];

const senders: Sender[] = [
  { name: "loggly-python-handler", command: client("loggly"), expected: { logger: "shop.pay" } },
  {
    name: "splunk-handler",
    command: client("splunk"),
    isBurst: true,
    expected: { host: "web-1", logger: "shop.pay" },
  },
  // It leaves fields of a record out.
  { name: "splunk_hec_handler", command: client("splunk_hec"), expected: { host: "web-1", fields: {} } },
  { name: "graypy over HTTP", command: client("graypy_http"), expected: { logger: "shop.pay" } },
  {
    name: "graypy over TCP",
    command: client("graypy_tcp"),
    listener: "gelf_tcp",
    isBurst: true,
    expected: { logger: "shop.pay" },
  },
  { name: "pygelf over UDP, in chunks", command: client("pygelf_udp"), listener: "gelf_udp" },
  {
    name: "python-logstash",
    command: client("logstash"),
    listener: "json_tcp",
    isBurst: true,
    expected: { logger: "shop.pay" },
  },
  {
    name: "python-logstash-async over TCP",
    command: client("logstash_async"),
    listener: "json_tcp",
    expected: { fields: under("extra") },
  },
  {
    name: "python-logstash-async as a Beat (Lumberjack 2)",
    command: client("beats"),
    listener: "lumberjack",
    isBurst: true,
    expected: { fields: under("extra"), host: hostname() },
  },
  // It sends no fields.
  { name: "python-logging-loki", command: client("loki"), expected: { fields: {}, service: "checkout" } },
  {
    name: "OpenTelemetry for Python",
    command: client("otlp"),
    expected: { host: "web-1", service: "checkout", logger: "shop.pay" },
  },
  // It writes the letters of an escape for what would end a message.
  {
    name: "rfc5424-logging-handler over TCP",
    command: client("rfc5424_tcp"),
    listener: "syslog_tcp",
    isBurst: true,
    expected: {
      message: (message) => message.replaceAll("\n", "\\n"),
      fields: {},
      host: "web-1",
      service: "checkout",
    },
  },
  {
    name: "rfc5424-logging-handler over TLS",
    command: client("rfc5424_tls"),
    listener: "syslog_tls",
    expected: { fields: {}, host: "web-1", service: "checkout" },
  },
  {
    name: "SysLogHandler of Python over UDP",
    command: client("syslog_udp"),
    listener: "syslog_udp",
    expected: { fields: {} },
  },
];

test.describe("log clients of Python", () => {
  test.skip(
    python === null,
    "log clients of Python are NOT TESTED: this machine has no Python 3.10 or newer",
  );
  test.beforeAll(() => {
    test.setTimeout(240_000);
    installPython(python as string, folder, requirements);
  });
  testSenders(senders);
});
