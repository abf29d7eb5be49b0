import { describe, expect, it } from "vitest";
import { formatClock, formatDay, formatTime } from "./format-time";

const at = "2025-11-18T14:31:48.204Z";
const now = Date.parse("2025-12-01T00:00:00Z");

describe("formatTime", () => {
  it("names the day, the time and the zone", () => {
    expect(formatTime(at, { now })).toBe("18 Nov 14:31:48 UTC");
    expect(formatTime(at, { now, timeZone: "Europe/Berlin" })).toMatch(/^18 Nov 15:31:48 (CET|GMT\+1)$/);
  });

  it("adds the year only when it is another one", () => {
    expect(formatTime("2024-09-02T00:00:00Z", { now })).toBe("2 Sep 2024 00:00:00 UTC");
  });

  it("adds milliseconds when asked", () => {
    expect(formatTime(at, { now, milliseconds: true })).toBe("18 Nov 14:31:48.204 UTC");
  });

  it("shows a dash for what is no time", () => expect(formatTime("soon", { now })).toBe("–"));
});

it("has a day and a clock for axes", () => {
  expect(formatDay(at)).toBe("18 Nov");
  expect(formatClock(at, "Asia/Kolkata")).toBe("20:01");
});
