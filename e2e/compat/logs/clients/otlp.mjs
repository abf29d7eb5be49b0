import { SeverityNumber } from "@opentelemetry/api-logs";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { fail, lines } from "./scene.mjs";

const numbers = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
};

/** Sends all lines by an exporter, through the SDK. */
export async function emitAll(exporter) {
  const send = exporter.export.bind(exporter);
  exporter.export = (records, done) =>
    send(records, (result) => (result.code === 0 ? done(result) : fail(result.error)));
  const resource = resourceFromAttributes({
    "service.name": "checkout",
    "host.name": "web-1",
    "deployment.environment.name": "eu",
  });
  const processors = [new BatchLogRecordProcessor({ exporter, maxQueueSize: 50_000 })];
  const provider = new LoggerProvider({ resource, processors });
  const logger = provider.getLogger("shop.pay", "1.2.3");
  for (const { level, message, fields } of lines)
    logger.emit({
      severityNumber: numbers[level],
      severityText: level.toUpperCase(),
      body: message,
      attributes: fields,
      timestamp: Date.now(),
    });
  await provider.shutdown();
}
