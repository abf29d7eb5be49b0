import { isDigit, isWord, skipWhile } from "./functions/scan";
import { matchDate, matchDuration, mayBeginDate, mayBeginMonth } from "./parameters/match-date";
import { createHostScanner, type HostScanner, matchUrl } from "./parameters/match-host";
import {
  matchMac,
  matchTraceparent,
  matchUuid,
  nameOpaqueWord,
  skipSwiftTransaction,
} from "./parameters/match-id";
import { createIpScanner, type IpScanner } from "./parameters/match-ip";
import { matchNumber } from "./parameters/match-number";
import { createQuoteScanner, matchBoolean } from "./parameters/match-value";

/** Longer texts are left as they are; nothing that long is a message that repeats. */
export const MAXIMUM_PARAMETERISED = 8192;

const BLANK = 32;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const EQUALS = 61;

/**
 * Replaces what differs between occurrences of one message by tokens such as `<uuid>`: at each place the first that
 * fits, in Sentry's order (e-mail, URL, host name, IP, trace parent, UUID, SHA-1, MD5, date, duration, Swift
 * transaction, MAC, hex, Git commit, random id, float, integer; after `=` quoted text and booleans).
 *
 * One pass. Every matcher looks at a bounded number of characters, or remembers how far it has already looked, so
 * the time is linear whatever the text is. Different from Sentry: a number is `<int>` however many digits it has.
 */
export function parameterise(text: string): string {
  if (text.length > MAXIMUM_PARAMETERISED) return text;
  const hosts = createHostScanner(text);
  const ips = createIpScanner(text);
  const quotes = createQuoteScanner(text);
  let out = "";
  let copied = 0;
  let at = 0;

  const replace = (name: string, end: number) => {
    out += `${text.slice(copied, at)}<${name}>`;
    copied = end;
    at = end;
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    const previous = at > 0 ? text.charCodeAt(at - 1) : 32;
    const start = at;

    const email = hosts.matchEmail(at);
    if (email) {
      replace("email", email);
      continue;
    }
    if (previous === EQUALS) {
      const quoted = quotes.match(at);
      const end = quoted || matchBoolean(text, at);
      if (end) {
        replace(quoted ? "quoted_str" : "bool", end);
        continue;
      }
    }
    if (isWord(code)) {
      if (!isWord(previous)) {
        const end = skipPlainWord(text, at);
        if (end) {
          if (isDigit(code)) replace("int", end);
          else at = end;
          continue;
        }
        matchWord(text, at, hosts, ips, replace);
      } else if (isDigit(code) && !isDigit(previous)) matchTime(text, at, replace);
      if (at === start) at++;
      continue;
    }
    if (!isWord(previous)) {
      if (code === MINUS) {
        const number = matchNumber(text, at + 1);
        if (number) replace(number.name, number.end);
      } else if (code === COLON) {
        const ip = ips.match(at);
        if (ip) replace("ip", ip);
      }
    }
    if (at === start) at++;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/**
 * The end of a word that can be nothing else than a word, or a number: most are, and they need no matcher. 0 for any
 * other.
 */
function skipPlainWord(text: string, at: number): number {
  const isNumber = isDigit(text.charCodeAt(at));
  let end = at + 1;
  let code = text.charCodeAt(end);
  for (; isWord(code); code = text.charCodeAt(++end)) if (isDigit(code) !== isNumber) return 0;
  // Host names, addresses and ids go on; what is not ASCII may be the sign of microseconds.
  if (code === MINUS || code === DOT || code === COLON || code > 127) return 0;
  const length = end - at;
  if (length === 32 || length === 40) return 0;
  if (!isNumber) return mayBeginDate(text, at) ? 0 : end;
  if (code === SLASH) return 0;
  return code === BLANK && (length === 8 || (length <= 2 && mayBeginMonth(text, end + 1))) ? 0 : end;
}

type Replace = (name: string, end: number) => void;

/** At the first character of a word. */
function matchWord(text: string, at: number, hosts: HostScanner, ips: IpScanner, replace: Replace): void {
  const url = matchUrl(text, at);
  if (url) return replace("url", url);
  const host = hosts.matchHostname(at);
  if (host) return replace("hostname", host);
  const ip = ips.match(at);
  if (ip) return replace("ip", ip);
  const trace = matchTraceparent(text, at);
  if (trace) return replace("traceparent", trace);
  const uuid = matchUuid(text, at);
  if (uuid) return replace("uuid", uuid);

  const end = skipWhile(text, at, isWord);
  const id = nameOpaqueWord(text, at, end);
  if (id === "sha1" || id === "md5") return replace(id, end);
  if (matchTime(text, at, replace)) return;
  if (id === "swift_txn_id") return replace(id, skipSwiftTransaction(text, end));
  const mac = matchMac(text, at);
  if (mac) return replace("mac", mac);
  if (id) return replace(id, end);
  const number = matchNumber(text, at);
  if (number) replace(number.name, number.end);
}

/** Dates and durations need no word boundary before them: `at2026-11-18`, `took12ms`. */
function matchTime(text: string, at: number, replace: Replace): boolean {
  const date = matchDate(text, at);
  const end = date || matchDuration(text, at);
  if (end) replace(date ? "date" : "duration", end);
  return end > 0;
}
