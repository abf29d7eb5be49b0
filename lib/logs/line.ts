/** A value that a sender gave: kept with its type. */
export type LogValue = string | number | bigint | boolean | null | LogValue[] | { [key: string]: LogValue };

/** One line of a log, as the parsers give it; '' and absent mean the same. */
export interface LogLine {
  /** Nanoseconds since 1970, by the sender's clock; the time of arrival where it gave none. */
  time: bigint;
  /** OpenTelemetry's severity number, 1 to 24. */
  severity: number;
  /** The level as the sender wrote it: `WARN`, `4`, `notice`. */
  level?: string;
  host?: string;
  /** Service, application or program. */
  service?: string;
  /** Logger, facility or category inside the service. */
  logger?: string;
  /** File, stream or sourcetype that it comes from. */
  source?: string;
  /** 32 hex digits where it is a trace of OpenTelemetry, else as sent. */
  traceId?: string;
  spanId?: string;
  message: string;
  attributes?: Record<string, LogValue>;
}
