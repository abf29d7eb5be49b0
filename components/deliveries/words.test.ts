import { expect, it } from "vitest";
import { nextTryText, stateOf, triesText } from "./words";

it("calls what was tried before and waits retrying, and the first try waiting", () => {
  expect(stateOf({ status: "waiting", attempts: 0 })).toBe("waiting");
  expect(stateOf({ status: "sending", attempts: 1 })).toBe("waiting");
  expect(stateOf({ status: "waiting", attempts: 1 })).toBe("retrying");
  expect(stateOf({ status: "sending", attempts: 2 })).toBe("retrying");
  expect(stateOf({ status: "dropped", attempts: 1 })).toBe("dropped");
});

it("counts down to the next try", () => {
  const now = Date.parse("2026-11-23T10:00:00.000Z");
  const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
  expect(nextTryText({ status: "waiting", dueAt: at(42.3) }, now)).toBe("in 43 s");
  expect(nextTryText({ status: "waiting", dueAt: at(600) }, now)).toBe("in 10 min");
  expect(nextTryText({ status: "waiting", dueAt: at(-5) }, now)).toBe("now");
  expect(nextTryText({ status: "sending", dueAt: null }, now)).toBe("being sent");
  expect([triesText(1), triesText(77)]).toEqual(["1 try", "77 tries"]);
});
