import { describe, expect, it } from "vitest";
import { isUnusual } from "./describe-trend";

const hours = (before: number, ...last: number[]) => [...Array<number>(22).fill(before), ...last];

describe("isUnusual", () => {
  it.each([
    ["a burst out of silence", hours(0, 0, 40), true],
    ["three times the busiest hour", hours(10, 30, 2), true],
    ["not quite three times", hours(10, 29, 2), false],
    ["a few events out of silence", hours(0, 4, 5), false],
    ["a steady rate", hours(500, 500, 510), false],
    ["nothing", [], false],
  ])("%s", (_name, counts, unusual) => expect(isUnusual(counts)).toBe(unusual));
});
