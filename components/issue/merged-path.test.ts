import { describe, expect, test } from "vitest";
import { mergedPath } from "./merged-path";

describe("the address of a merged issue", () => {
  test("leads to the same view of the issue that it went into", () => {
    expect(mergedPath("WEB-1", "recommended", "web-2", {})).toBe("/issues/WEB-1?merged=WEB-2");
    expect(mergedPath("WEB-1", "latest", "WEB-2", { window: "90d", x: ["1", "2"], y: undefined })).toBe(
      "/issues/WEB-1/events/latest?window=90d&x=1&x=2&merged=WEB-2",
    );
  });

  test("names one origin, and nothing that a text could add", () => {
    expect(mergedPath("WEB-1", "recommended", "WEB-2", { merged: "WEB-3", "a&b": "c#d" })).toBe(
      "/issues/WEB-1?merged=WEB-2&a%26b=c%23d",
    );
  });
});
