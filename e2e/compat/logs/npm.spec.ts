import { hostname } from "node:os";
import { scene, type Sender, under } from "./sender";
import { testSenders } from "./send-all";

const client = (name: string, ...args: string[]): Sender["command"] => [
  process.execPath,
  `logs/clients/${name}.mjs`,
  ...args,
];

/** gelf-pro makes texts of what is no number, and joins names with underscores. */
const gelfPro = { order: "A-17", amount: 12.5, paid: "false", nested_a_b: 1, list: "x,y" };
/** winston-loki puts fields behind the message as JSON, also the level; they are read, and the text is left as it came. */
const winstonLoki = (message: string) => {
  const level = ["debug", "info", "warn", "error"][scene.messages.findIndex((one) => one === message)];
  const { order, amount, paid, list } = scene.fields;
  const fields = message === "payment failed" ? { order, amount, paid, nested: { a: { b: 1 } }, list } : {};
  return `${message} ${JSON.stringify({ level, ...fields })}`;
};

const senders: Sender[] = [
  { name: "node-loggly-bulk 2", command: client("node-loggly-bulk-2"), isEncrypted: true, isBurst: true },
  // Its bulk mode posts the first message only.
  { name: "node-loggly-bulk 4", command: client("node-loggly-bulk-4"), isEncrypted: true },
  { name: "winston-loggly-bulk", command: client("winston-loggly-bulk"), isEncrypted: true },
  { name: "splunk-logging", command: client("splunk-logging"), isBurst: true, expected: { host: "web-1" } },
  {
    name: "winston-splunk-httplogger",
    command: client("winston-splunk-httplogger"),
    expected: { fields: under("meta") },
  },
  { name: "splunk-bunyan-logger", command: client("splunk-bunyan-logger"), expected: { host: hostname() } },
  {
    name: "gelf-pro over UDP",
    command: client("gelf-pro", "udp"),
    listener: "gelf_udp",
    expected: { fields: gelfPro, logger: "checkout" },
  },
  {
    name: "gelf-pro over TCP",
    command: client("gelf-pro", "tcp"),
    listener: "gelf_tcp",
    expected: { fields: gelfPro, logger: "checkout" },
  },
  // In chunks of 60 bytes.
  {
    name: "graylog2 over UDP",
    command: client("graylog2"),
    listener: "gelf_udp",
    expected: { host: "web-1", logger: "checkout" },
  },
  {
    name: "pino-elasticsearch",
    command: client("pino-elasticsearch"),
    expected: { service: "checkout", host: hostname() },
  },
  {
    name: "winston-elasticsearch",
    command: client("winston-elasticsearch"),
    expected: { fields: under("fields") },
  },
  {
    name: "@elastic/elasticsearch",
    command: client("elasticsearch"),
    isBurst: true,
    expected: {
      host: "web-1",
      service: "checkout",
      logger: "shop.pay",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    },
  },
  { name: "winston-logstash", command: client("winston-logstash"), listener: "json_tcp" },
  {
    name: "bunyan-logstash-tcp",
    command: client("bunyan-logstash-tcp"),
    listener: "json_tcp",
    expected: { host: hostname() },
  },
  {
    name: "lumberjack-protocol (version 1)",
    command: client("lumberjack-protocol"),
    listener: "lumberjack",
    isEncrypted: true,
    expected: { fields: { order: "A-17", file: "/var/log/shop.log" }, host: "web-1" },
  },
  { name: "pino-loki", command: client("pino-loki"), isBurst: true, expected: { service: "checkout" } },
  {
    name: "winston-loki, JSON",
    command: client("winston-loki", "json"),
    expected: { message: winstonLoki, service: "checkout" },
  },
  {
    name: "winston-loki, Snappy",
    command: client("winston-loki", "snappy"),
    expected: { message: winstonLoki, service: "checkout" },
  },
  {
    name: "OpenTelemetry for Node, JSON",
    command: client("otlp-http"),
    expected: { host: "web-1", service: "checkout", logger: "shop.pay" },
  },
  {
    name: "OpenTelemetry for Node, protobuf",
    command: client("otlp-proto"),
    isBurst: true,
    expected: { host: "web-1", service: "checkout", logger: "shop.pay" },
  },
  {
    name: "pino-opentelemetry-transport",
    command: client("pino-opentelemetry-transport"),
    expected: { service: "checkout", logger: "shop" },
  },
  {
    name: "winston-syslog over TCP",
    command: client("winston-syslog", "tcp4"),
    listener: "syslog_tcp",
    expected: { host: "web-1", service: "checkout" },
  },
  {
    name: "winston-syslog over TLS",
    command: client("winston-syslog", "tls4"),
    listener: "syslog_tls",
    expected: { host: "web-1", service: "checkout" },
  },
  {
    name: "syslog-client over UDP",
    command: client("syslog-client-udp"),
    listener: "syslog_udp",
    expected: { fields: {}, host: "web-1", service: "checkout" },
  },
  // A nested object becomes a text in the SDK.
  {
    name: "@sentry/node 11, logs",
    command: client("sentry-node"),
    expected: {
      fields: { order: "A-17", amount: 12.5, paid: false, nested: '{"a":{"b":1}}', list: ["x", "y"] },
      host: "web-1",
    },
  },
];

testSenders(senders);
