import { describe, expect, it } from "vitest";
import { timeLabels } from "./time-labels";

const HOUR = 3_600_000;
const from = new Date(2025, 10, 4, 14, 30).getTime();

describe("timeLabels", () => {
  it("stands on local midnights over two weeks", () => {
    const labels = timeLabels(from, from + 14 * 24 * HOUR);
    expect(labels.map(({ text }) => text)).toEqual([
      "6 Nov",
      "8 Nov",
      "10 Nov",
      "12 Nov",
      "14 Nov",
      "16 Nov",
      "18 Nov",
    ]);
    for (const { at } of labels) expect(new Date(at).getHours()).toBe(0);
  });

  it("stands on round hours over a day and names the day at midnight", () => {
    expect(timeLabels(from, from + 24 * HOUR).map(({ text }) => text)).toEqual([
      "15:00",
      "18:00",
      "21:00",
      "5 Nov",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
    ]);
  });

  it("never has more than eight labels and none that hangs over the edge", () => {
    for (const hours of [0.1, 1, 5, 24, 72, 168, 720, 2160, 8760]) {
      const labels = timeLabels(from, from + hours * HOUR);
      expect(labels.length).toBeLessThanOrEqual(8);
      expect(labels.length).toBeGreaterThan(1);
      expect(Math.max(...labels.map(({ share }) => share))).toBeLessThan(0.96);
    }
  });
});
