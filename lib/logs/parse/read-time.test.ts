import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { readTime } from "./read-time";

const SECOND = 1_795_384_336n;
const NANOS = SECOND * 1_000_000_000n;

describe("readTime", () => {
  it.each([
    ["seconds", 1_795_384_336, NANOS],
    ["seconds with a fraction", 1_795_384_336.125, NANOS + 125_000_000n],
    ["milliseconds", 1_795_384_336_125, NANOS + 125_000_000n],
    ["microseconds", 1_795_384_336_125_001, NANOS + 125_001_000n],
    ["nanoseconds", 1_795_384_336_125_000_000, NANOS + 125_000_000n],
    ["digits of nanoseconds", "1795384336125000001", NANOS + 125_000_001n],
    ["digits of seconds with nine more", "1795384336.123456789", NANOS + 123_456_789n],
    ["digits of milliseconds", "1795384336125.5", NANOS + 125_500_000n],
    ["a bigint", 1_795_384_336_125_000_001n, NANOS + 125_000_001n],
    ["ISO with Z", "2026-11-22T21:52:16Z", NANOS],
    ["ISO with nine digits", "2026-11-22T21:52:16.123456789Z", NANOS + 123_456_789n],
    ["ISO with more than nine", "2026-11-22T21:52:16.1234567891Z", NANOS + 123_456_789n],
    ["ISO with a zone", "2026-11-22T22:52:16.5+01:00", NANOS + 500_000_000n],
    ["ISO with a zone without colon", "2026-11-22T16:22:16-0530", NANOS],
    ["ISO without zone", "2026-11-22 21:52:16,250", NANOS + 250_000_000n],
    ["slashes", "2026/11/22 21:52:16", NANOS],
    ["UTC as a word", "2026-11-22 21:52:16 UTC", NANOS],
    ["no seconds", "2026-11-22T21:52Z", NANOS - 16_000_000_000n],
    ["a date", "2026-11-22", NANOS - (NANOS % 86_400_000_000_000n)],
    ["a leap second", "2016-12-31T23:59:60Z", 1_483_228_799_999_999_999n],
    ["Mongo's", { $date: "2026-11-22T21:52:16Z" }, NANOS],
    ["Monolog's", { date: "2026-11-22 21:52:16.000000", timezone_type: 3, timezone: "UTC" }, NANOS],
    ["Log4j's", { epochSecond: 1_795_384_336, nanoOfSecond: 5 }, NANOS + 5n],
  ])("reads %s", (_, value, time) => {
    expect(readTime(value)).toBe(time);
  });

  it.each([
    ["now"],
    ["infinity"],
    [""],
    ["2026-02-30T00:00:00Z"],
    ["2026-13-01"],
    ["1969-12-31T23:59:59Z"],
    ["2262-01-01T00:00:00Z"],
    ["2026-11-22T25:00:00Z"],
    ["2026-11-22T21:52:16+99:00"],
    ["2026-11-22T21:52:16.Z"],
    ["2026-11-22T21:52:16Zulu"],
    ["2026-11-22T21:52:16 Europe/Berlin"],
    [`2026-11-22T21:52:16.${"0".repeat(60)}Z`],
    [0.25],
    [35],
    [-1_795_384_336],
    [9_300_000_000],
    [1e20],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [null],
    [true],
    [[]],
    [{}],
    [{ $date: { $date: "2026-11-22" } }],
    [{ epochSecond: 1e300 }],
  ])("finds no time in %j", (value) => {
    expect(readTime(value)).toBeUndefined();
  });

  it("agrees with the calendar of the engine", () => {
    const last = Date.UTC(2261, 11, 31);
    assert(
      property(integer({ min: 0, max: last }), (ms) => {
        expect(readTime(new Date(ms).toISOString())).toBe(BigInt(ms) * 1_000_000n);
      }),
    );
  });
});
