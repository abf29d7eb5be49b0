import { describe, expect, test } from "vitest";
import {
  asksForTable,
  listHints,
  paintQuery,
  readQuery,
  replaceUnknown,
  suggest,
  toCanonical,
} from "./query-tools";

function paint(text: string) {
  const { tokens, errors } = readQuery(text);
  return paintQuery(text, tokens, errors).flatMap(({ pieces }) => pieces);
}

function labelsAt(text: string, found: string[] = []) {
  const caret = text.indexOf("‸");
  const place = suggest(text.replace("‸", ""), caret);
  return place
    .list(found.map((value) => ({ value, count: null })))
    .flatMap(({ options }) => options.map(({ label }) => label));
}

describe("the colours of a question", () => {
  test.each(["", "a | limit 5", "a|", '"x|y" b | where m = "|" | sort t', "| stats", "level: | nothing"])(
    "%s keeps its text",
    (text) =>
      expect(
        paint(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text),
  );

  test("pipes and the words of stages stand out", () => {
    const parts = paint("a | limit 5").map(({ paint: kind, text }) => [kind, text]);
    expect(parts).toContainEqual(["pipe", "|"]);
    expect(parts).toContainEqual(["verb", "limit"]);
  });

  test("a fault in a stage is underlined in that stage", () => {
    const bad = paint("level:error | limit many").filter(({ isBad }) => isBad);
    expect(bad.map(({ text }) => text).join("")).toBe("m");
    expect(bad.map(({ text }) => text).join("")).not.toContain("error");
  });
});

describe("what could come next", () => {
  test("fields of lines in the filter, stages after a pipe, names in a stage", () => {
    expect(labelsAt("serv‸")[0]).toBe("service");
    expect(labelsAt("a | timec‸")).toEqual(["timechart"]);
    expect(labelsAt("a | stats count() by s‸", ["shard"])).toEqual(
      expect.arrayContaining(["service", "shard"]),
    );
    expect(labelsAt("wor‸")).toContain("Lines containing wor");
  });
});

test("a question is stored in its one form, or not at all", () => {
  expect(toCanonical("level:warn  |limit 5").text).toBe("level:warning | limit 5");
  expect(toCanonical("a | nothing").errors).not.toEqual([]);
});

test("a name that nobody sends is mended in the filter and in the stages, and nothing else", () => {
  expect(replaceUnknown("sevice:a | where sevice = 1", "sevice", "service")).toBe(
    "service:a | where service = 1",
  );
});

test("a question with a stage of many lines asks for a table", () => {
  expect(asksForTable('took | parse "took={ms:int}" | where ms > 5 | sample 1%')).toBe(false);
  expect(asksForTable('"a | stats count()"')).toBe(false);
  expect(asksForTable("took | where ms > 5 | top route")).toBe(true);
});

test("a query of several lines keeps each stage on a line of its own", () => {
  expect(toCanonical('level:warn\n| parse "a|{b}" | limit 5').text).toBe(
    'level:warning\n| parse "a|{b}"\n| limit 5',
  );
  expect(toCanonical("| limit 5\n").text).toBe("| limit 5");
  expect(toCanonical("\n| limit 5\n| sort host").text).toBe("| limit 5\n| sort host");
  const text = "a\n|  stats count()\n by host";
  const pieces = paintQuery(text, readQuery(text).tokens, []).flatMap((group) => group.pieces);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.filter(({ paint }) => paint === "verb").map((piece) => piece.text)).toEqual(["stats"]);
});

test("a slip in a level is told, a word of a sender is not", () => {
  expect(listHints("level:eror host:a")).toEqual([
    { from: 6, to: 10, message: expect.stringContaining("`eror`"), suggestions: ["error"] },
  ]);
  expect(listHints("level:[warn, debgu]").map(({ from, suggestions }) => [from, suggestions])).toEqual([
    [13, ["debug"]],
  ]);
  expect(listHints("level:crit OR level:notice OR level:err OR host:eror")).toEqual([]);
});
