import { expect, test } from "vitest";
import { replaceUnknown } from "./tools";

test.each([
  ["lvel:error", "lvel", "level", "level:error"],
  ["!lvel:error lvel:fatal lvel", "lvel", "level", "!level:error level:fatal lvel"],
  ["has:lvel", "lvel", "level", "has:level"],
  ["tags[lvel]:a", "lvel", "level", "level:a"],
  ["lvel:(a OR b)", "lvel", "level", "level:(a OR b)"],
  ["lvel:a", "lvel", "odd tag", 'tags["odd tag"]:a'],
  ["other:a", "lvel", "level", "other:a"],
])("%s: %s is meant to be %s", (text, key, by, fixed) => {
  expect(replaceUnknown(text, key, by)).toBe(fixed);
});
