import { describe, expect, it } from "vitest";
import { formatShortId, parseShortId } from "./short-id";

describe("short ids", () => {
  it("count in base 32 without letters that look like digits", () => {
    expect([1, 31, 32, 4578].map((number) => formatShortId("WEB", number))).toEqual([
      "WEB-1",
      "WEB-Z",
      "WEB-10",
      "WEB-4F2",
    ]);
  });

  it("come back from text in any case", () => {
    for (const number of [0, 1, 31, 32, 1023, 1024, 987_654_321]) {
      expect(parseShortId(formatShortId("API", number).toLowerCase())).toEqual({ prefix: "API", number });
    }
  });

  it.each([
    "",
    "WEB",
    "WEB-",
    "-1",
    "WEB-I",
    "WEB-1'",
    "WEB-1-2",
    "A".repeat(17) + "-1",
    "WEB-" + "Z".repeat(11),
  ])("refuse %j", (text) => {
    expect(parseShortId(text)).toBeNull();
  });
});
