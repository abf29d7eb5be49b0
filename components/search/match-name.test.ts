import { expect, test } from "vitest";
import { matchName } from "./match-name";

test.each([
  ["rel", "release", 0],
  ["REL", "release", 0],
  ["rel", "firstRelease", 5],
  ["name", "browser.name", 8],
  ["id", "device.model_id", 13],
  ["r", "error.handled", null],
  ["", "level", 0],
  ["leave", "release", null],
])("%s in %s begins at %s", (typed, name, from) => {
  expect(matchName(typed, name)?.from ?? null).toBe(from);
});
