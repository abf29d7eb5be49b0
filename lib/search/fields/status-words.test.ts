import { expect, test } from "vitest";
import { dropStatus } from "./status-words";

test.each([
  ["", ""],
  ["is:resolved", ""],
  ["boom !is:resolved level:error", "boom level:error"],
  ["status:archived assigned:me", "assigned:me"],
  ["is:unhandled", "is:unhandled"],
  ["is:[unhandled, new] a", "a"],
  ["level:error OR is:new", ""],
  ["a (is:new OR b)", ""],
  ["level:error OR b", "level:error OR b"],
  ["NOT (is:new a)", ""],
  ["(level:error", ""],
])("%s without its status is %s", (text, expected) => {
  expect(dropStatus(text)).toBe(expected);
});
