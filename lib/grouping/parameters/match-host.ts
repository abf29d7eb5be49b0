import { isWord, skipWhile } from "@/lib/grouping/functions/scan";

const SCHEMES = ["https://", "http://", "wss://", "ws://", "ftp://"];
/** What may stand before the `@`, by character code. */
const LOCAL_PART = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  if (isWord(code) || "!#$%&'*+/=?^`{|}~-._".includes(String.fromCharCode(code))) LOCAL_PART[code] = 1;

/** Ends that a host name has, and hardly anything else. */
const CLEAR_ENDS = new Set(
  (
    "com net org edu gov mil int info biz dev app cloud online site xyz jobs mobi wiki news internal " +
    "io co ai eu us uk de fr jp ru br ca au cn nl ch kr cz mx se tr tw ua ir vn cl sk dk ar hu gr il ro ie za nz sg ee th pt fi"
  ).split(" "),
);
/** Ends that are also file extensions or property names: only after two labels (`www.example.id`, not `user.id`). */
const UNCLEAR_ENDS = new Set(
  "id is in it at be by no to me my tv fm la so rs pl cc sh es us pe bg hk lt ph si cat pro link club name local".split(
    " ",
  ),
);

export type HostScanner = ReturnType<typeof createHostScanner>;

/** The end of a URL that begins here, or 0. It reaches to the next white space. */
export function matchUrl(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code !== 104 && code !== 119 && code !== 102) return 0;
  for (const scheme of SCHEMES) {
    if (!text.startsWith(scheme, at)) continue;
    const start = at + scheme.length;
    if (start + 1 >= text.length || isSpace(text.charCodeAt(start)) || "/$.?#".includes(text.charAt(start)))
      return 0;
    return skipWhile(text, start, (next) => !isSpace(next));
  }
  return 0;
}

/** E-mail addresses and host names. Remembers how far a run of characters was searched in vain. */
export function createHostScanner(text: string) {
  let localEnd = -1;
  let noHostBefore = 0;
  // Most texts hold no address, and none follows the last sign.
  const lastAt = text.lastIndexOf("@");
  return {
    matchEmail(at: number): number {
      if (at >= lastAt) return 0;
      if (at >= localEnd) {
        if (!isLocal(text.charCodeAt(at))) return 0;
        localEnd = skipWhile(text, at, isLocal);
      }
      if (localEnd === at || text[localEnd] !== "@") return 0;
      const end = skipHost(text, localEnd + 1);
      return end > localEnd + 1 ? end : 0;
    },

    matchHostname(at: number): number {
      if (at < noHostBefore) return 0;
      let found = 0;
      let labels = 0;
      let start = at;
      let reach = at;
      for (;;) {
        const end = skipWhile(text, start, isLabel);
        reach = end;
        if (end === start || end - start > 63) break;
        if (labels > 0 && !isWord(text.charCodeAt(end)) && isEnd(text.slice(start, end), labels)) found = end;
        labels++;
        if (text[end] !== ".") break;
        start = end + 1;
      }
      if (!found) noHostBefore = reach;
      return found;
    },
  };
}

function isEnd(label: string, labelsBefore: number): boolean {
  const lower = label.toLowerCase();
  return CLEAR_ENDS.has(lower) || (labelsBefore > 1 && UNCLEAR_ENDS.has(lower));
}

function skipHost(text: string, at: number): number {
  let end = skipWhile(text, at, isLabel);
  while (end > at && text[end] === "." && isLabel(text.charCodeAt(end + 1))) {
    end = skipWhile(text, end + 1, isLabel);
  }
  return end;
}

function isLocal(code: number): boolean {
  return code < 128 && LOCAL_PART[code] === 1;
}

function isLabel(code: number): boolean {
  return (isWord(code) && code !== 95) || code === 45;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2028 || code === 0x2029;
}
