import { createLanguage } from "@/lib/search/grammar/language";

/** Words for levels that senders use, to the word that is stored and shown. `fatal` and `trace` are parts of a category. */
export const levelWords: Readonly<Record<string, string>> = {
  trace: "trace",
  debug: "debug",
  information: "information",
  info: "information",
  warning: "warning",
  warn: "warning",
  error: "error",
  err: "error",
  fatal: "fatal",
};

/** The fields of a log line and the names that other products have for them. Every other name is an attribute. */
export const logLanguage = createLanguage({
  fields: [
    { key: "message", kinds: ["text"], aliases: ["msg", "body"], description: "What the line says" },
    {
      key: "level",
      kinds: ["enum", "text"],
      values: ["error", "warning", "information", "debug"],
      unofferedValues: ["fatal", "err", "warn", "info", "trace"],
      isOrdered: true,
      description: "How serious: debug, information, warning, error; or the sender's own word",
    },
    { key: "host", kinds: ["text"], aliases: ["hostname"], description: "Machine that wrote the line" },
    { key: "service", kinds: ["text"], aliases: ["app", "program"], description: "Application or program" },
    { key: "logger", kinds: ["text"], aliases: ["facility"], description: "Logger, facility or category" },
    {
      key: "source",
      kinds: ["text"],
      aliases: ["sourcetype"],
      description: "File, stream or kind of sender",
    },
    {
      key: "trace",
      kinds: ["text"],
      aliases: ["trace_id", "traceId"],
      description: "Trace that it is part of",
    },
    { key: "span", kinds: ["text"], aliases: ["span_id", "spanId"], description: "Span that it is part of" },
    { key: "timestamp", kinds: ["date"], aliases: ["time"], description: "When, by the sender's clock" },
    { key: "severity", kinds: ["number"], description: "Level as a number, 1 to 24" },
    { key: "project", kinds: ["text"], description: "Project, by the name in its address" },
  ],
  prefixes: [{ prefix: "json." }, { prefix: "syslog." }],
  synonyms: {
    "@timestamp": "timestamp",
    _time: "timestamp",
    "@message": "message",
    short_message: "message",
    "service.name": "service",
    "host.name": "host",
    "log.level": "level",
    "trace.id": "trace",
    "span.id": "span",
  },
});
