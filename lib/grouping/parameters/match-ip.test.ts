import { array, assert, constantFrom, integer, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { isDigit, isHexDigit, isWord } from "@/lib/grouping/functions/scan";
import { createIpScanner } from "./match-ip";

/** As the first version did it, that froze the hashes: anew at each place. */
function matchSlowly(text: string, at: number): number {
  return matchIp4(text, at) || matchIp6(text, at);
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

function matchIp6(text: string, at: number): number {
  let end = at;
  let groups = 0;
  let gap = false;
  while (end - at < 46) {
    if (text.startsWith("::", end)) {
      if (gap) return 0;
      gap = true;
      end += 2;
    } else if (text[end] === ":" && groups > 0 && isHexDigit(text.charCodeAt(end + 1))) end++;
    else if (groups > 0 || gap) break;
    const start = end;
    while (end - start < 5 && isHexDigit(text.charCodeAt(end))) end++;
    if (text[end] === "." && gap) return matchIp4(text, start);
    if (end - start > 4) return 0;
    if (end > start) groups++;
    else break;
  }
  if (isWord(text.charCodeAt(end))) return 0;
  if (groups === 8 && !gap) return end;
  const hasDigit = /\d/.test(text.slice(at, end));
  return gap && groups > 0 && groups < 8 && hasDigit ? end : 0;
}

const texts = array(
  tuple(
    constantFrom(
      ..."0 1 9 a f g 1: a: 12: fe80: 2001:db8: :: : ::1 1::2 . % - _ 12345 10.0.0.1 ::10.0.0.1 256. é /64".split(
        " ",
      ),
      " ",
      "1:2:3:4:5:6:7:8",
    ),
    constantFrom(1, 1, 1, 1, 2, 7, 8, 9, 25),
  ).map(([part, times]) => part.repeat(times)),
  { maxLength: 12 },
).map((parts) => parts.join(""));

describe("the scanner of addresses", () => {
  it("finds at each place what it would find without having seen those before", () => {
    assert(
      property(texts, (text) => {
        const scanner = createIpScanner(text);
        const places = Array.from(text, (_, at) => at);
        expect(places.map((at) => scanner.match(at))).toEqual(places.map((at) => matchSlowly(text, at)));
      }),
      { numRuns: 300 },
    );
  });

  it("may be asked for some of the places only", () => {
    assert(
      property(texts, array(integer({ min: 1, max: 30 })), (text, steps) => {
        const scanner = createIpScanner(text);
        const places = steps.map((_, index) => steps.slice(0, index).reduce((sum, step) => sum + step, 0));
        expect(places.map((at) => scanner.match(at))).toEqual(places.map((at) => matchSlowly(text, at)));
      }),
      { numRuns: 300 },
    );
  });
});
