import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/protocol/event";
import { fitsPreview, previewJson } from "./preview-json";

describe("previewJson", () => {
  it("writes small values whole", () => {
    expect(previewJson({ id: "c_81", ok: true, items: [1, null], none: {} })).toBe(
      "{ id: 'c_81', ok: true, items: [1, null], none: {} }",
    );
    expect(fitsPreview({ id: "c_81" })).toBe(true);
  });

  it("cuts wide, long and deep ones", () => {
    let deep: Json = 1;
    for (let level = 0; level < 5000; level++) deep = { next: deep };
    const wide = Array.from({ length: 100_000 }, (_, index) => index);
    for (const value of [deep, wide, "x".repeat(100_000), { text: "x".repeat(100_000) }]) {
      expect(previewJson(value).length).toBeLessThan(160);
      expect(previewJson(value)).toContain("…");
    }
    expect(fitsPreview(wide)).toBe(false);
  });

  it("treats names as data", () => {
    expect(previewJson(JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as Json)).toBe(
      "{ __proto__: { x: 1 }, constructor: 2 }",
    );
  });
});
