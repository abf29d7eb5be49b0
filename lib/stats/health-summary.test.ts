import { describe, expect, it } from "vitest";
import { ratePerMinute } from "./health-summary";

describe("ratePerMinute", () => {
  it.each([
    ["begins with the hour before", 0, 600, "12:00:00", 10],
    ["mixes both by time", 300, 600, "12:30:00", 10],
    ["ends with this hour", 600, 600, "12:59:59", 10],
    ["falls when nothing more comes", 0, 600, "12:30:00", 5],
    ["is zero without events", 0, 0, "12:30:00", 0],
  ])("%s", (_name, current, previous, time, rate) => {
    expect(ratePerMinute(current, previous, new Date(`2026-01-10T${time}Z`))).toBe(rate);
  });
});
