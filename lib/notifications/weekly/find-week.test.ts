import { describe, expect, it } from "vitest";
import { findWeek } from "./find-week";

const at = (text: string) => new Date(text);
const hours = (days: readonly Date[], to: Date) =>
  days.map((day, place) => ((days[place + 1] ?? to).getTime() - day.getTime()) / 3_600_000);

describe("the week that is told of", () => {
  it.each([
    ["2026-11-23T07:59:59Z", null],
    ["2026-11-23T08:00:00Z", "2026-11-16"],
    ["2026-11-25T07:59:59Z", "2026-11-16"],
    ["2026-11-25T08:00:00Z", null],
    ["2026-11-29T12:00:00Z", null],
    ["2026-11-30T08:00:00Z", "2026-11-23"],
  ])("at %s is %s", (now, monday) => {
    expect(findWeek(at(now), "UTC")?.monday ?? null).toBe(monday);
  });

  it("is due by the clock on the wall, in summer as in winter", () => {
    expect(findWeek(at("2026-07-20T05:59:59Z"), "Europe/Berlin")).toBeNull();
    expect(findWeek(at("2026-07-20T06:00:00Z"), "Europe/Berlin")?.monday).toBe("2026-07-13");
    expect(findWeek(at("2026-11-23T06:59:59Z"), "Europe/Berlin")).toBeNull();
    expect(findWeek(at("2026-11-23T07:00:00Z"), "Europe/Berlin")?.monday).toBe("2026-11-16");
    expect(findWeek(at("2026-11-23T02:30:00Z"), "Asia/Kolkata")?.monday).toBe("2026-11-16");
  });

  it("has a day of 25 hours when clocks go back, and one of 23 when they go forward", () => {
    const autumn = findWeek(at("2026-10-26T07:00:00Z"), "Europe/Berlin");
    expect(autumn).toMatchObject({
      monday: "2026-10-19",
      sunday: "2026-10-25",
      before: at("2026-10-11T22:00:00Z"),
      from: at("2026-10-18T22:00:00Z"),
      to: at("2026-10-25T23:00:00Z"),
    });
    expect(autumn && hours(autumn.days, autumn.to)).toEqual([24, 24, 24, 24, 24, 24, 25]);
    const spring = findWeek(at("2026-03-30T06:00:00Z"), "Europe/Berlin");
    expect(spring && hours(spring.days, spring.to)).toEqual([24, 24, 24, 24, 24, 24, 23]);
  });

  it("begins each day at midnight where clocks change within the week", () => {
    // Israel's go forward on a Friday, at 02:00.
    const week = findWeek(at("2026-03-30T06:00:00Z"), "Asia/Jerusalem");
    expect(week && hours(week.days, week.to)).toEqual([24, 24, 24, 24, 23, 24, 24]);
    expect(week?.days[5]).toEqual(at("2026-03-27T21:00:00Z"));
  });

  it("has seven days where a midnight is skipped", () => {
    // Lebanon's clocks go from 00:00 to 01:00 on the last Sunday of March.
    const week = findWeek(at("2026-03-30T05:00:00Z"), "Asia/Beirut");
    expect(week).toMatchObject({ monday: "2026-03-23", sunday: "2026-03-29" });
    expect(week && hours(week.days, week.to)).toEqual([24, 24, 24, 24, 24, 24, 23]);
  });

  it("comes after the one before without a gap, all through a year", () => {
    let last = findWeek(at("2026-01-05T14:00:00Z"), "America/New_York");
    for (let week = 1; week < 53; week++) {
      const next = findWeek(
        new Date(at("2026-01-05T14:00:00Z").getTime() + week * 7 * 86_400_000),
        "America/New_York",
      );
      expect(next?.from).toEqual(last?.to);
      expect(next?.before).toEqual(last?.from);
      last = next;
    }
    expect(last?.monday).toBe("2026-12-28");
  });
});
