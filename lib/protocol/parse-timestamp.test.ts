import { expect, it } from "vitest";
import { parseTimestamp } from "./parse-timestamp";

const MS = Date.UTC(2026, 10, 5, 12, 30, 45, 678);

it.each([
  ["2026-11-05T12:30:45.678Z", MS],
  ["2026-11-05T12:30:45.678", MS],
  ["2026-11-05 12:30:45.678", MS],
  ["2026-11-05T12:30:45.678901234567890123456789012345678901Z", MS],
  ["2026-11-05T14:30:45.678+02:00", MS],
  ["2026-11-05T07:00:45.678-0530", MS],
  ["2026-11-05T12:30:45,678 UTC", MS],
  ["2026-11-05T12:30Z", Date.UTC(2026, 10, 5, 12, 30)],
  ["2026-11-05", Date.UTC(2026, 10, 5)],
  ["2026-12-31T23:59:60Z", Date.UTC(2026, 11, 31, 23, 59, 59, 999)],
  [MS / 1000, MS],
  [String(MS / 1000), MS],
  [MS, MS],
  [MS * 1000, MS],
  [MS * 1e6, MS],
  [`${MS}000000`, MS],
  [0, 0],
])("C8: reads %j", (value, ms) => {
  expect(parseTimestamp(value)).toBe(ms);
});

it.each([
  "now",
  "infinity",
  "today",
  "",
  "0NaN",
  "-1",
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  "1e400",
  "+275760-09-13T00:00:00.000Z",
  "-0044-03-15",
  "0044-03-15",
  "2026-02-30",
  "2026-13-01",
  "2026-11-05T24:00:00Z",
  "2026-11-05T12:61:00Z",
  "2026-11-05T12:30:45+25:00",
  "2026-11-05T12:30:45Z; drop table",
  "9".repeat(400),
  null,
  true,
  {},
  [],
])("C8: refuses %j", (value) => {
  expect(parseTimestamp(value)).toBeNull();
});
