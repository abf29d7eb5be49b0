import { describe, expect, it } from "vitest";
import { CHANGING, generalise } from "./generalise";

describe("generalise", () => {
  it.each([
    ["handler_4f2a9c", "handler_*"],
    ["handler_19", "handler_*"],
    ["Proxy17", "Proxy*"],
    ["com.example.Gen$$1a2b.run", "com.example.Gen$$*.run"],
    ["main.3f2a1b.chunk.js", "main.*.chunk.js"],
    ["lambda123_456", "lambda*_*"],
  ])("takes numbers and hashes out of %s", (name, general) => {
    expect(generalise(name)?.replaceAll(CHANGING, "*")).toBe(general);
  });

  it.each(["handler", "", "a1b2c3", "f_12", "ab_12"])(
    "leaves %s, which has no value or nothing beside it",
    (name) => {
      expect(generalise(name)).toBeUndefined();
    },
  );
});
