import { describe, expect, test } from "vitest";
import { paintQuery } from "./paint-query";
import { readQuery } from "./tools";

function paint(text: string) {
  const { tokens, errors } = readQuery(text);
  return paintQuery(text, tokens, errors);
}

describe("the colours of a query", () => {
  test.each([
    "",
    "  ",
    "is:unresolved  level:error",
    "!level:[error, fatal] (a OR -b)",
    "level:",
    'message:"no end',
    "level:(error OR fatal) x",
    ")) | stats",
    "timesSeen:>=5 has:user <b>&amp;</b>",
    "emoji:😀 a",
  ])("%s keeps its text", (text) => {
    const groups = paint(text);
    expect(groups.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join("")).toBe(text);
    expect(groups.every(({ from, pieces }) => pieces[0]?.from === from)).toBe(true);
  });

  test("a filter is one group: its negation, key, sign and value", () => {
    expect(
      paint("!level:>=info").map(({ isFilter, pieces }) => [
        isFilter,
        pieces.map((piece) => `${piece.paint} ${piece.text}`),
      ]),
    ).toEqual([[true, ["not !", "key level", "sign :>=", "value info"]]]);
  });

  test("an error marks its own characters", () => {
    const bad = paint("level:error firstSeen:sometimes b")
      .flatMap(({ pieces }) => pieces)
      .filter(({ isBad }) => isBad);
    expect(bad.map(({ text }) => text)).toEqual(["sometimes"]);
  });

  test("an error between characters marks the one before it", () => {
    const groups = paintQuery("ab", [], [{ from: 2, to: 2 }]);
    expect(groups[0]?.pieces.map(({ text, isBad }) => [text, isBad])).toEqual([
      ["a", false],
      ["b", true],
    ]);
  });
});
