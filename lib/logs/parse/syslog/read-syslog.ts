import type { LogLine, LogValue } from "@/lib/logs/line";
import { type LineDefaults, lineFromObject, lineFromText } from "@/lib/logs/parse/from-object";
import { splitJson } from "@/lib/logs/parse/split-json";
import type { SyslogHeader } from "./header";
import { readPriority } from "./priority";
import { readRfc3164 } from "./read-rfc3164";
import { readRfc5424 } from "./read-rfc5424";

/** A line with the token that was in it. */
export interface SyslogLine {
  line: LogLine;
  /** 32 hex digits. */
  token?: string;
}

const CEE = "@cee:";

/**
 * A line of syslog by RFC 5424 or 3164. The facility is the logger, the tag or APP-NAME the service, structured data and MSGID are
 * attributes, so is the process id (`pid`, or `procid` when it is no number). A message that is a JSON object, with or
 * without `@cee:`, gives its fields; what the object says itself counts more than the header. A line without a priority
 * is text. `arrival` is in nanoseconds.
 */
export function readSyslog(text: string, arrival: bigint): SyslogLine {
  const whole = trimEnd(text);
  const priority = readPriority(whole);
  if (!priority) return { line: readMessage(whole, { time: arrival }) };
  const header = readRfc5424(whole, priority.end) ?? readRfc3164(whole, priority.end, arrival);
  const line = readMessage(header.message, {
    time: header.time ?? arrival,
    level: priority.level,
    host: header.host,
    service: header.service,
    logger: priority.facility,
    attributes: attributesOf(header),
  });
  return header.token === undefined ? { line } : { line, token: header.token };
}

function attributesOf({ attributes, processId }: SyslogHeader): Record<string, LogValue> {
  if (processId === undefined) return attributes ?? {};
  const isNumber = /^\d{1,10}$/.test(processId);
  return { ...attributes, ...(isNumber ? { pid: Number(processId) } : { procid: processId }) };
}

function readMessage(message: string, defaults: LineDefaults): LogLine {
  const body = (message.startsWith(CEE) ? message.slice(CEE.length) : message).trim();
  if (body.startsWith("{") && body.endsWith("}")) {
    const [piece, other] = splitJson(body);
    const { value } = piece ?? {};
    if (!other && typeof value === "object" && value !== null && !Array.isArray(value))
      return lineFromObject(value, defaults);
  }
  return lineFromText(message, defaults);
}

/** Without what ends a line: LF, CR, NUL. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && "\n\r\0".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
