import { describe, expect, it } from "vitest";
import { silenceChoices } from "./silence-times";

describe("the ends of a silence", () => {
  it("lie hours ahead, or on the next morning", () => {
    const now = new Date(2026, 11, 31, 23, 30);
    const ends = silenceChoices.map(({ until }) => until(now));
    expect(ends).toEqual([
      new Date(2027, 0, 1, 0, 30),
      new Date(2027, 0, 1, 7, 30),
      new Date(2027, 0, 1, 8, 0),
    ]);
  });
});
