import { describe, expect, it } from "vitest";
import { axisText, niceTicks } from "./nice-ticks";

describe("niceTicks", () => {
  it.each([
    [0, [1]],
    [1, [1]],
    [3, [1, 2, 3]],
    [4, [2, 4]],
    [9, [5, 10]],
    [412, [200, 400, 600]],
    [2_710, [1_000, 2_000, 3_000]],
    [3_001, [2_000, 4_000]],
  ])("for %d gives %j", (max, ticks) => expect(niceTicks(max)).toEqual(ticks));
});

describe("axisText", () => {
  it("keeps one unit on the whole axis", () => {
    expect([500, 1_000].map((tick) => axisText(tick, 1_000))).toEqual(["0.5k", "1k"]);
    expect(axisText(200, 600)).toBe("200");
    expect(axisText(2_000_000, 2_000_000)).toBe("2M");
  });
});
