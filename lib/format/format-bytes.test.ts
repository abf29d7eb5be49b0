import { describe, expect, it } from "vitest";
import { formatBytes } from "./format-bytes";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [812, "812 B"],
    [1_000, "1 kB"],
    [412_300, "412 kB"],
    [999_600, "1 MB"],
    [2_100_000_000, "2.1 GB"],
  ])("writes %d as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("shows a dash for what is not known", () => expect(formatBytes(null)).toBe("–"));
});
