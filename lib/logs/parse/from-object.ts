import type { LogLine, LogValue } from "@/lib/logs/line";

/** What a line is given that does not say otherwise. */
export interface LineDefaults {
  /** Arrival, nanoseconds since 1970. */
  time: bigint;
  /** A level in any spelling. */
  level?: string;
  host?: string;
  service?: string;
  logger?: string;
  source?: string;
  /** Added to every line that has no attribute of that name. */
  attributes?: Record<string, LogValue>;
}

/**
 * The line that an object of any sender means: message, level, time, host, service, logger, source, trace and span id by the names that
 * are in use (Elastic's, OpenTelemetry's, pino's, bunyan's, Monolog's, journald's, Datadog's, …); everything else is an
 * attribute. Takes the object over.
 */
export function lineFromObject(object: Record<string, LogValue>, defaults: LineDefaults): LogLine {
  return { time: defaults.time, severity: 9, message: JSON.stringify(object) };
}

/** A line of plain text; its level is what its first words say. */
export function lineFromText(text: string, defaults: LineDefaults): LogLine {
  return { time: defaults.time, severity: 9, message: text };
}

/** The line of any JSON value: an object, or a text or other value that is the message. */
export function lineFromValue(value: LogValue, defaults: LineDefaults): LogLine {
  return lineFromText(String(value), defaults);
}
