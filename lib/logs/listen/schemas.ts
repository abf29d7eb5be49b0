/** What a listener understands. */
export const listenerKinds = [
  "syslog_udp",
  "syslog_tcp",
  "syslog_tls",
  "gelf_udp",
  "gelf_tcp",
  "json_tcp",
  "lumberjack",
] as const;
export type ListenerKind = (typeof listenerKinds)[number];

/** What stands in the column `trouble` of a listener until the front has tried to open it. */
export const NOT_TRIED = "Not opened yet.";
