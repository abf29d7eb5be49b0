import type { ListenerKind } from "@/lib/logs/listen/schemas";

type Kind = {
  name: string;
  /** The port that most senders expect, or the usual one above 1024. */
  port: number;
  /** Who sends to it. */
  senders: string;
};

/** The kinds of listeners, as people call them. */
export const kinds: Record<ListenerKind, Kind> = {
  syslog_udp: { name: "Syslog over UDP", port: 5514, senders: "Routers, appliances, old daemons" },
  syslog_tcp: { name: "Syslog over TCP", port: 5514, senders: "rsyslog, syslog-ng, Docker" },
  syslog_tls: { name: "Syslog over TLS", port: 6514, senders: "rsyslog and syslog-ng, encrypted" },
  gelf_udp: { name: "GELF over UDP", port: 12_201, senders: "Docker, Graylog's libraries" },
  gelf_tcp: { name: "GELF over TCP", port: 12_201, senders: "Graylog's libraries" },
  json_tcp: { name: "JSON lines over TCP", port: 5000, senders: "Whatever wrote to Logstash's tcp input" },
  lumberjack: { name: "Beats (Lumberjack)", port: 5044, senders: "Filebeat, Winlogbeat, Logstash" },
};

/** "Syslog over TCP, port 5514". */
export function listenerName({ kind, port }: { kind: ListenerKind; port: number }): string {
  return `${kinds[kind].name}, port ${port}`;
}

/** What to know of a port before it is tried; '' for most. */
export function portNote(port: number): string {
  if (!(port > 0 && port < 1024)) return "";
  const above = port === 514 ? 5514 : port + 5000;
  return `Ports below 1024 are kept for the system. Unless Jackdaw may have it, choose ${above} and redirect ${port} to it in the firewall.`;
}
