import type { SyslogHeader } from "./header";
import { readHeaderTime } from "./read-header-time";

/** Longer words are no names. */
const MAX_HOST = 255;
const TAG = /^([\w./@$()%+-]{1,128})(?:\[([^\]\s]{0,64})\])?:?$/;
const HOST = /^[\w.:%-]+$/;

/**
 * Reads what follows the priority in a line of RFC 3164: `Nov 22 21:52:16 host tag[pid]: message`. Each part may be missing: without
 * a time nothing but a tag is looked for, and a word that is marked as a tag by brackets or a colon is no host.
 */
export function readRfc3164(text: string, from: number, arrival: bigint): SyslogHeader {
  const stamp = readHeaderTime(text, from, arrival);
  let at = skipBlanks(text, stamp?.end ?? from);
  let host: string | undefined;
  if (stamp) {
    const word = wordAt(text, at);
    if (word.length <= MAX_HOST && HOST.test(word) && !word.endsWith(":") && at + word.length < text.length) {
      host = word;
      at = skipBlanks(text, at + word.length);
    }
  }
  const tag = tagAt(text, at);
  if (!tag) return { time: stamp?.time, host, message: text.slice(at) };
  return {
    time: stamp?.time,
    host,
    service: tag.name,
    processId: tag.processId || undefined,
    message: text.slice(tag.end),
  };
}

function tagAt(text: string, from: number): { name: string; processId?: string; end: number } | undefined {
  const word = wordAt(text, from);
  const close = word.indexOf("]:");
  // Some leave out the blank behind the colon.
  const head = close > 0 ? word.slice(0, close + 2) : word;
  const isMarked = head.endsWith(":") || head.endsWith("]");
  const [, name, processId] = (isMarked && TAG.exec(head)) || [];
  if (name === undefined) return undefined;
  const end = from + head.length;
  return { name, processId, end: text[end] === " " ? end + 1 : end };
}

function wordAt(text: string, from: number): string {
  const head = text.slice(from, from + MAX_HOST + 1);
  const blank = head.indexOf(" ");
  return blank === -1 ? head : head.slice(0, blank);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
}
