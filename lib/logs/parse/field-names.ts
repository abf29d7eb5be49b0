/** What a name may stand for. `name` is decided by what stands beside it; the three numbers are levels of a known scale. */
export type Field =
  | "message"
  | "level"
  | "severity"
  | "syslog"
  | "python"
  | "time"
  | "host"
  | "service"
  | "logger"
  | "source"
  | "trace"
  | "span"
  | "name";

/** A name in use for a field: of several in one line the lowest rank wins. */
export interface FieldName {
  /** Undefined where the name alone says nothing. */
  field?: Field;
  rank: number;
  /** An object of this name holds fields too: `host.name`. */
  nested: boolean;
}

/** Names in use, the most certain first. Case counts only where it tells senders apart. */
const NAMES: Record<Field, readonly string[]> = {
  message: [
    "message",
    "msg",
    "@message",
    "MESSAGE",
    "short_message",
    "@m",
    "Message",
    "Msg",
    "body",
    "Body",
    "log",
    "text",
    "RenderedMessage",
    "@mt",
    "MessageTemplate",
    "full_message",
  ],
  level: [
    "level",
    "severity",
    "log.level",
    "levelname",
    "level_name",
    "lvl",
    "loglevel",
    "logLevel",
    "log_level",
    "LogLevel",
    "severityText",
    "severity_text",
    "SeverityText",
    "@l",
    "Level",
    "Severity",
    "LEVEL",
    "@level",
  ],
  severity: ["severityNumber", "severity_number", "SeverityNumber"],
  syslog: [
    "PRIORITY",
    "syslog_severity",
    "syslog.severity",
    "syslog_severity_code",
    "log.syslog.severity.code",
  ],
  python: ["levelno"],
  time: [
    "@timestamp",
    "timestamp",
    "time",
    "ts",
    "@t",
    "Timestamp",
    "datetime",
    "date",
    "timeUnixNano",
    "time_unix_nano",
    "eventTime",
    "event_time",
    "timeMillis",
    "instant",
    "asctime",
    "Time",
    "_SOURCE_REALTIME_TIMESTAMP",
    "__REALTIME_TIMESTAMP",
    "t",
    "observedTimestamp",
  ],
  host: [
    "host",
    "hostname",
    "host.name",
    "host_name",
    "HOSTNAME",
    "_HOSTNAME",
    "Hostname",
    "syslog_host",
    "MachineName",
  ],
  service: [
    "service",
    "service.name",
    "service_name",
    "serviceName",
    "app",
    "application",
    "appname",
    "app_name",
    "appName",
    "program",
    "SYSLOG_IDENTIFIER",
    "dd.service",
    "Application",
  ],
  logger: [
    "logger",
    "logger_name",
    "loggerName",
    "log.logger",
    "logger.name",
    "channel",
    "SourceContext",
    "category",
    "Category",
    "facility",
  ],
  source: ["source", "sourcetype", "ddsource", "log.file.path", "stream"],
  trace: [
    "trace_id",
    "traceId",
    "trace.id",
    "traceid",
    "TraceId",
    "traceID",
    "dd.trace_id",
    "otelTraceID",
    "@tr",
  ],
  span: ["span_id", "spanId", "span.id", "spanid", "SpanId", "spanID", "dd.span_id", "otelSpanID", "@sp"],
  name: ["name"],
};

const known = new Map<string, FieldName>();
for (const field of Object.keys(NAMES) as Field[]) {
  NAMES[field].forEach((name, rank) => known.set(name, { field, rank, nested: false }));
}

/** Fields inside of objects, by the object's name: all dotted names, such as `host.name`. */
export const NESTED: ReadonlyMap<string, ReadonlyMap<string, FieldName>> = nestedNames();

function nestedNames(): Map<string, Map<string, FieldName>> {
  const nested = new Map<string, Map<string, FieldName>>();
  for (const [name, field] of known) {
    const dot = name.indexOf(".");
    if (dot < 0 || name.includes(".", dot + 1)) continue;
    const outer = name.slice(0, dot);
    const inner = nested.get(outer) ?? new Map<string, FieldName>();
    nested.set(outer, inner.set(name.slice(dot + 1), field));
  }
  nested.get("host")?.set("hostname", { field: "host", rank: 3, nested: false });
  for (const outer of nested.keys()) {
    const own = known.get(outer);
    known.set(outer, { rank: 0, ...own, nested: true });
  }
  return nested;
}

/** What a name stands for; undefined for one that is an attribute and nothing else. */
export function fieldOf(name: string): FieldName | undefined {
  return known.get(name);
}
