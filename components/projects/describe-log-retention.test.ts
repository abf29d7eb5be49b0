import { expect, test } from "vitest";
import { describeLogRetention } from "./describe-log-retention";

test.each<[number, [number, number, number, number], string]>([
  [30, [0, 0, 0, 0], "All lines go after 30 days."],
  [1, [0, 0, 0, 0], "All lines go after 1 day."],
  [30, [3, 0, 0, 0], "Lines of level debug go after 3 days, all others after 30 days."],
  [
    400,
    [1, 7, 7, 0],
    "Lines of level debug go after 1 day, information and warning after 7 days, all others after 400 days.",
  ],
  [
    30,
    [3, 7, 14, 29],
    "Lines of level debug go after 3 days, information after 7 days, warning after 14 days, error after 29 days.",
  ],
  // Longer than all is as long as all.
  [5, [7, 0, 0, 5], "All lines go after 5 days."],
])("%i days and %j: %s", (logRetentionDays, logLevelDays, sentence) => {
  expect(describeLogRetention({ logRetentionDays, logLevelDays })).toBe(sentence);
});
