import { expect, it } from "vitest";
import { readCount } from "./read-count";

it("reads numbers, each of which may be missing", () => {
  expect(readCount({ events: "1,000", users: "", window: "any" })).toEqual({
    until: { type: "count", events: 1000 },
  });
  expect(readCount({ events: "", users: " 5 ", window: "60" })).toEqual({
    until: { type: "count", users: 5, windowMinutes: 60 },
  });
});

it.each(["0", "-1", "1.5", "ten", "1000000001"])("refuses %s at its field", (typed) => {
  expect(readCount({ events: typed, users: "1", window: "any" })).toHaveProperty("errors.events");
  expect(readCount({ events: "1", users: typed, window: "any" })).toHaveProperty("errors.users");
});

it("asks for one of the two", () => {
  expect(readCount({ events: "", users: "", window: "any" })).toHaveProperty("errors.events");
});
