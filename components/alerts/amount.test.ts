import { describe, expect, it } from "vitest";
import { describeRange, readAmount } from "./amount";

const any = { isWhole: false, least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
const minutes = { isWhole: true, least: 1, most: 1440 };

describe("an amount as it is typed", () => {
  it.each([
    ["120", any, 120],
    [" 4.5 ", any, 4.5],
    ["−30", any, -30],
    ["15", minutes, 15],
  ])("%j is a number", (text, range, value) => {
    expect(readAmount(text, range)).toBe(value);
  });

  it.each([
    ["", any],
    ["3x", any],
    ["1e9", any],
    ["0x10", any],
    ["Infinity", any],
    ["1.", any],
    ["1,5", any],
    ["0", minutes],
    ["1441", minutes],
    ["1.5", minutes],
  ])("%j is none, and nothing is taken for it", (text, range) => {
    expect(readAmount(text, range)).toBeNaN();
  });

  it("says what would be one", () => {
    expect(describeRange(minutes)).toBe("Use a whole number from 1 to 1440.");
    expect(describeRange({ ...any, least: 0 })).toBe("Use a number from 0 on.");
    expect(describeRange(any)).toBe("Use a number, such as 120.");
  });
});
