import { describe, expect, it } from "vitest";
import { type Entry, matching, readAsk } from "./palette-entry";

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
