import { readTime } from "@/lib/logs/parse/read-time";
import type { SyslogHeader } from "./header";
import { readStructuredData } from "./read-structured-data";

const BOM = 0xfeff;
const MAX_WORD = 512;

/**
 * Reads what follows the priority in a line of RFC 5424: `1 TIME HOST APP PROCID MSGID DATA MESSAGE`. Fields are `-` or, as some
 * libraries have it, nothing between two blanks. Any version of one to three digits counts, 0 too. A time that is none and
 * structured data that is malformed cost no more than themselves. One blank more before the message is none of it. Undefined when it is no such line.
 */
export function readRfc5424(text: string, from: number): SyslogHeader | undefined {
  const version = wordAt(text, from);
  if (version === undefined || !/^\d{1,3}$/.test(version)) return undefined;
  let at = from + version.length + 1;
  const stamp = wordAt(text, at);
  const time = stamp === undefined ? undefined : readTime(stamp);
  // A sentence that begins with a number is no header.
  if (stamp === undefined || (time === undefined && stamp !== "-" && version !== "1")) return undefined;
  at += stamp.length + 1;
  const words: string[] = [];
  for (let count = 0; count < 4; count++) {
    const word = wordAt(text, at);
    if (word === undefined) return undefined;
    words.push(word);
    at += word.length + 1;
  }
  const [host, service, processId, messageId] = words.map((word) =>
    word === "-" || word === "" ? undefined : word,
  );
  const data = readStructuredData(text, at);
  let end = data ? data.end + (data.end < text.length ? 1 : 0) : at;
  if (text.charCodeAt(end) === BOM) end++;
  // rsyslog keeps the blank that stood behind `tag:` in a message of RFC 3164.
  else if (text[end] === " " && text[end + 1] !== " ") end++;
  const attributes = { ...data?.attributes, ...(messageId !== undefined && { msgid: messageId }) };
  return { time, host, service, processId, attributes, token: data?.token, message: text.slice(end) };
}

/** Up to the next blank, or the end; undefined for what is too long for a word, or when there is nothing more at all. */
function wordAt(text: string, from: number): string | undefined {
  if (from > text.length) return undefined;
  const blank = text.slice(from, from + MAX_WORD).indexOf(" ");
  if (blank !== -1) return text.slice(from, from + blank);
  return text.length - from <= MAX_WORD ? text.slice(from) : undefined;
}
