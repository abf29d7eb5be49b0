import pino from "pino";
import { lines, stay, token, url } from "./scene.mjs";

process.env.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT = new URL("/v1/logs", url).href;
process.env.OTEL_EXPORTER_OTLP_LOGS_HEADERS = `authorization=Bearer ${token}`;
const transport = pino.transport({
  target: "pino-opentelemetry-transport",
  options: {
    loggerName: "shop",
    resourceAttributes: { "service.name": "checkout" },
    serviceVersion: "1.0.0",
    logRecordProcessorOptions: [
      { recordProcessorType: "simple", exporterOptions: { protocol: "http/protobuf" } },
    ],
  },
});
const logger = pino({ level: "debug" }, transport);
for (const { level, message, fields } of lines) logger[level](fields ?? {}, message);
stay();
