import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { splitPlaceholders } from "./split-placeholders";

describe("a parameterised text", () => {
  test("is cut at its placeholders, which say what they stand for", () => {
    expect(splitPlaceholders("order <int> of <email> failed")).toEqual([
      { text: "order " },
      { text: "<int>", kind: "a number" },
      { text: " of " },
      { text: "<email>", kind: "an e-mail address" },
      { text: " failed" },
    ]);
  });

  test("keeps what only looks like a placeholder", () => {
    for (const text of [
      "List<String>",
      "<script>alert(1)</script>",
      "<int",
      "<>",
      "<constructor>",
      "a < b > c",
    ]) {
      expect(splitPlaceholders(text)).toEqual([{ text }]);
    }
    expect(splitPlaceholders("<<int>>")).toEqual([
      { text: "<" },
      { text: "<int>", kind: "a number" },
      { text: ">" },
    ]);
    expect(splitPlaceholders("")).toEqual([]);
  });

  test("is whole again when its pieces are joined", () => {
    const piece = oneof(constantFrom("<int>", "<uuid>", "<", ">", "<int"), string());
    assert(
      property(array(piece), (parts) => {
        const text = parts.join("");
        const joined = splitPlaceholders(text).map((found) => found.text);
        expect(joined.join("")).toBe(text);
      }),
    );
  });
});
