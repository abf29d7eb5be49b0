import { isDigit, isHexDigit, isWord, skipWhile } from "@/lib/grouping/functions/scan";

const COLON = 58;
/** Of an IPv6 address, each of at most four digits. */
const GROUPS = 8;

export type IpScanner = ReturnType<typeof createIpScanner>;

/**
 * IPv4 and IPv6 addresses, asked for from left to right. Of a chain of groups with colons between them it is found out once
 * where in it an address may begin: of any other place, nothing has to be read.
 */
export function createIpScanner(text: string) {
  let chainEnd = 0;
  let from = 0;
  let to = 0;

  function openChain(at: number): void {
    chainEnd = skipChain(text, at);
    if (!text.startsWith("::", chainEnd)) {
      // Without a gap all eight groups are there.
      from = backBy(text, GROUPS, at, chainEnd);
      to = from < 0 ? from : backBy(text, GROUPS - 1, at, chainEnd);
      return;
    }
    const tailEnd = skipChain(text, chainEnd + 2);
    if (text[tailEnd] === ".") {
      // What follows is read as an IPv4 address, from wherever one comes.
      const last = Math.max(backBy(text, 1, chainEnd + 2, tailEnd), chainEnd + 2);
      to = matchIp4(text, last) > 0 ? chainEnd : -1;
      from = at;
    } else {
      from = backBy(text, GROUPS - 1, at, chainEnd);
      to = chainEnd;
    }
  }

  return {
    /** The end of the address that begins here, or 0. */
    match(at: number): number {
      const ip4 = matchIp4(text, at);
      if (ip4) return ip4;
      if (at >= chainEnd) openChain(at);
      return at === chainEnd || (at >= from && at < to) ? matchIp6(text, at) : 0;
    },
  };
}

/** The end of `1f:a:03`, which may be at once. */
function skipChain(text: string, at: number): number {
  let end = skipWhile(text, at, isHexDigit);
  if (end === at) return at;
  while (text.charCodeAt(end) === COLON && isHexDigit(text.charCodeAt(end + 1)))
    end = skipWhile(text, end + 1, isHexDigit);
  return end;
}

/** Where the last so many groups of the chain `[start, end)` begin; -1 if it has less. */
function backBy(text: string, groups: number, start: number, end: number): number {
  let at = end;
  for (let left = groups; ; at--) {
    if (at > start && text.charCodeAt(at - 1) !== COLON) continue;
    if (--left === 0) return at === end ? -1 : at;
    if (at <= start) return -1;
  }
}

function matchIp4(text: string, at: number): number {
  let end = at;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text[end++] !== ".") return 0;
    const start = end;
    while (end - start < 3 && isDigit(text.charCodeAt(end))) end++;
    if (end === start || Number(text.slice(start, end)) > 255) return 0;
  }
  return isWord(text.charCodeAt(end)) ? 0 : end;
}

/**
 * Eight groups, or fewer with one `::` in place of the missing ones; the last two may be an IPv4 address. Looks at 46
 * characters at most.
 */
function matchIp6(text: string, at: number): number {
  let end = at;
  let groups = 0;
  let gap = false;
  while (end - at < 46) {
    const isColon = text.charCodeAt(end) === COLON;
    if (isColon && text.charCodeAt(end + 1) === COLON) {
      if (gap) return 0;
      gap = true;
      end += 2;
    } else if (isColon && groups > 0 && isHexDigit(text.charCodeAt(end + 1))) end++;
    else if (groups > 0 || gap) break;
    const start = end;
    while (end - start < 5 && isHexDigit(text.charCodeAt(end))) end++;
    if (text[end] === "." && gap) return matchIp4(text, start);
    if (end - start > 4) return 0;
    if (end > start) groups++;
    else break;
  }
  if (isWord(text.charCodeAt(end))) return 0;
  if (groups === GROUPS && !gap) return end;
  return gap && groups > 0 && groups < GROUPS && hasDigit(text, at, end) ? end : 0;
}

/** `a::b` is a name in many languages, `a::1` is not. */
function hasDigit(text: string, at: number, end: number): boolean {
  for (let index = at; index < end; index++) if (isDigit(text.charCodeAt(index))) return true;
  return false;
}
