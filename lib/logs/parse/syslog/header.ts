import type { LogValue } from "@/lib/logs/line";

/** What stands in front of a message, by either of the two standards. */
export interface SyslogHeader {
  time?: bigint;
  host?: string;
  service?: string;
  /** Digits where it is a process id. */
  processId?: string;
  attributes?: Record<string, LogValue>;
  /** Loggly's token. */
  token?: string;
  message: string;
}
