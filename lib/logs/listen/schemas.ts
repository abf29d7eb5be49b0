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
