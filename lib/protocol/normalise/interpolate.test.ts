import { expect, it } from "vitest";
import type { Json, JsonObject } from "@/lib/protocol/event";
import { interpolate } from "./interpolate";

it.each<[string, Json[] | JsonObject, string]>([
  ["user %s failed %d of %i times", ["bob", 2, 3], "user bob failed 2 of 3 times"],
  ["%j and %r", [{ a: 1 }, "x"], "{\"a\":1} and 'x'"],
  ["100%% of %s", ["it"], "100% of it"],
  ["%(name)s is %(age)d", { name: "Ann", age: 5 }, "Ann is 5"],
  ["{} and {}", ["a", "b"], "a and b"],
  ["{1} and {0}", ["a", "b"], "b and a"],
  ["{name}!", { name: "Ann" }, "Ann!"],
  ["%s %s", ["one"], "one %s"],
  ["{__class__} {constructor} {length}", [], "{__class__} {constructor} {length}"],
  ["%(toString)s", {}, "%(toString)s"],
  ["{x:>2000000000} {0.real}", ["a"], "{x:>2000000000} {0.real}"],
  ["%2000000000d %5s", ["a"], "%2000000000d %5s"],
  ["%s", [null], "null"],
  ["$& %s $1", ["$&"], "$& $& $1"],
])("C17: %s with %j", (template, params, result) => {
  expect(interpolate(template, params, 8192)).toBe(result);
});

it("C17: never grows beyond the limit", () => {
  // All of them together would be longer than a string can be.
  const params = { a: "x".repeat(1 << 26) };
  expect(interpolate("%(a)s".repeat(1600), params, 8192)).toHaveLength(8192);
  expect(interpolate("{".repeat(8192), params, 8192)).toHaveLength(8192);
  expect(interpolate("%(".repeat(4096), params, 8192)).toHaveLength(8192);
});
