import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readRecent, rememberSearch } from "./recent-searches";

let stored: string | null = null;

beforeEach(() => {
  stored = null;
  vi.stubGlobal("localStorage", {
    getItem: () => stored,
    setItem: (_name: string, value: string) => {
      stored = value;
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

test("the last ten are kept, newest first, each once", () => {
  for (let each = 0; each < 12; each += 1) rememberSearch(`level:${each}`);
  expect(JSON.parse(stored ?? "")).toHaveLength(10);
  rememberSearch("level:5");
  rememberSearch("");
  expect(readRecent()).toEqual([5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((each) => `level:${each}`));
});

test("what is damaged counts as nothing", () => {
  stored = "{";
  expect(readRecent()).toEqual([]);
  stored = '[1, "a", null]';
  expect(readRecent()).toEqual(["a"]);
});
