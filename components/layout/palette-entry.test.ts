import { describe, expect, it } from "vitest";
import { currentEntry, type Entry, matching, readAsk, readShortId } from "./palette-entry";

const entry = (label: string, hint?: string): Entry => ({
  id: label,
  label,
  ...(hint === undefined ? {} : { hint }),
  icon: null,
  run: () => undefined,
});

describe("what is asked for", () => {
  it.each([
    ["coupon", { kind: "all", words: "coupon" }],
    [" > resolve ", { kind: "commands", words: "resolve" }],
    ["#WEB-1", { kind: "issues", words: "WEB-1" }],
    ["@ mara", { kind: "people", words: "mara" }],
    ["", { kind: "all", words: "" }],
  ])("%j", (text, ask) => expect(readAsk(text)).toEqual(ask));
});

it("lists what begins with the words, then what holds them, then what says them in passing", () => {
  const entries = [
    entry("Shop settings"),
    entry("Web", "settings and keys"),
    entry("Settings"),
    entry("Other"),
  ];
  expect(matching(entries, "set").map(({ label }) => label)).toEqual(["Settings", "Shop settings", "Web"]);
});

describe("the id that is typed", () => {
  it.each([
    ["web-4f2", "WEB-4F2"],
    ["#web-04f2", "WEB-4F2"],
    ["web-", null],
    ["web 4", null],
    ["> web-4", null],
    ["@web-4", null],
    ["", null],
  ])("%j is %j", (text, id) => expect(readShortId(readAsk(text))).toBe(id));
});

describe("the line that Enter means", () => {
  const lines = [
    entry("Stats"),
    { ...entry("boom"), id: "issue WEB-1", shortId: "WEB-1" },
    { ...entry("bang"), id: "issue WEB-2", shortId: "WEB-2" },
  ];
  it.each([
    ["the first", null, null, "Stats"],
    ["the issue whose id is typed", null, "WEB-2", "issue WEB-2"],
    ["where somebody went, whatever is typed", "issue WEB-1", "WEB-2", "issue WEB-1"],
    ["the first, when the line that somebody went to is gone", "issue WEB-3", null, "Stats"],
    ["the first, when no issue has that id", null, "WEB-3", "Stats"],
  ])("%s", (_, stood, typedId, id) => expect(currentEntry(lines, stood, typedId)?.id).toBe(id));
  it("is none without lines", () => expect(currentEntry([], "Stats", "WEB-1")).toBeNull());
});
