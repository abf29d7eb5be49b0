import { describe, expect, it } from "vitest";
import { eventPath, selectorOf } from "./event-address";

describe("the address of an event", () => {
  it.each(["recommended", "latest", "a81f3c09a81f3c09a81f3c09a81f3c09"])("says which one: %s", (selector) => {
    expect(selectorOf(eventPath("WEB-4F2", selector))).toBe(selector);
  });

  it("stays one address, whatever the names hold", () => {
    expect(eventPath("../x?", "a/b#c")).toBe("/issues/..%2Fx%3F/events/a%2Fb%23c");
    expect(selectorOf("/issues")).toBe("recommended");
  });
});
