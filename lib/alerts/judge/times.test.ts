import { describe, expect, it } from "vitest";
import type { QuietHours } from "@/lib/alerts/schemas";
import { endOfQuiet, isQuiet } from "./quiet-hours";
import { findScheduleFault, isDue, nextDue } from "./schedule";

const at = (text: string) => Date.parse(text);
const night: QuietHours = { from: "22:00", to: "07:00", timeZone: "Europe/Berlin", except: "nothing" };

describe("quiet hours", () => {
  it.each([
    ["2026-01-10T20:59:00Z", false],
    ["2026-01-10T21:00:00Z", true],
    ["2026-01-11T05:59:59Z", true],
    ["2026-01-11T06:00:00Z", false],
    // In summer the same clock is an hour earlier.
    ["2026-07-10T20:00:00Z", true],
    ["2026-07-11T04:59:00Z", true],
    ["2026-07-11T05:00:00Z", false],
  ])("at %s: %s", (time, expected) => {
    expect(isQuiet(night, at(time))).toBe(expected);
  });

  it("of a day are the same day, and from and to alike are always", () => {
    const noon = { ...night, from: "12:00", to: "13:00" };
    expect([isQuiet(noon, at("2026-01-10T11:30:00Z")), isQuiet(noon, at("2026-01-10T12:00:00Z"))]).toEqual([
      true,
      false,
    ]);
    const always = { ...night, to: "22:00" };
    expect([isQuiet(always, at("2026-01-10T11:30:00Z")), endOfQuiet(always, 0)]).toEqual([true, null]);
  });

  it.each([
    ["a plain night", "2026-01-10T23:17:12Z", "2026-01-11T06:00:00.000Z"],
    ["the night that is an hour shorter", "2026-03-28T22:30:00Z", "2026-03-29T05:00:00.000Z"],
    ["the night that is an hour longer", "2026-10-24T20:00:00Z", "2026-10-25T06:00:00.000Z"],
  ])("end after %s", (_, now, end) => {
    expect(new Date(endOfQuiet(night, at(now)) ?? 0).toISOString()).toBe(end);
  });

  it("that end in the hour that clocks skip end with it", () => {
    const skipped = { ...night, to: "02:30" };
    expect(new Date(endOfQuiet(skipped, at("2026-03-29T00:00:00Z")) ?? 0).toISOString()).toBe(
      "2026-03-29T01:00:00.000Z",
    );
  });
});

/** The minutes of some hours at which a schedule is due, one check after the other. */
function dueTimes(cron: string, timeZone: string, from: string, hours: number): string[] {
  let last = at(from);
  return Array.from({ length: hours * 60 }, (_, minute) => at(from) + (minute + 1) * 60_000).flatMap(
    (minute) => {
      if (!isDue({ cron, timeZone }, last, minute)) return [];
      last = minute;
      return [new Date(minute).toISOString().slice(5, 16)];
    },
  );
}

describe("a schedule", () => {
  it.each([
    ["plain", "0 9 * * 1-5", "2026-01-09T00:00:00Z", ["01-09T08:00"]],
    ["a time that clocks skip", "30 2 * * *", "2026-03-28T23:00:00Z", ["03-29T01:00"]],
    ["a time that comes twice", "30 2 * * *", "2026-10-24T22:00:00Z", ["10-25T00:30"]],
    [
      "every half hour while clocks go back",
      "*/30 * * * *",
      "2026-10-25T00:15:00Z",
      ["10-25T00:30", "10-25T01:00", "10-25T01:30", "10-25T02:00"],
    ],
  ])("%s", (_, cron, from, expected) => {
    expect(dueTimes(cron, "Europe/Berlin", from, expected.length === 4 ? 2 : 24)).toEqual(expected);
  });

  it("that was missed is made up for once", () => {
    const daily = { cron: "0 9 * * *", timeZone: "UTC" };
    const last = at("2026-01-01T09:00:00Z");
    expect(isDue(daily, last, at("2026-01-04T15:12:00Z"))).toBe(true);
    expect(isDue(daily, at("2026-01-04T15:12:00Z"), at("2026-01-04T15:13:00Z"))).toBe(false);
  });

  it("without cron is every minute, each once", () => {
    expect([isDue(null, 0, 60_000), isDue(null, 60_000, 60_000), isDue(null, null, 60_000)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(nextDue(null, 60_000)).toBe(120_000);
  });

  it.each([
    ["61 * * * *", "UTC", "cron"],
    ["* * * * * *", "UTC", "cron"],
    ["0 0 30 2 *", "UTC", "cron"],
    ["0 9 * * *", "Mars/Olympus", "timeZone"],
  ])("%s in %s cannot be", (cron, timeZone, field) => {
    expect(findScheduleFault({ cron, timeZone })?.field).toBe(field);
    expect(findScheduleFault({ cron: "0 9 * * *", timeZone: "UTC" })).toBeNull();
  });
});
