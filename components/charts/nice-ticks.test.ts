import { describe, expect, it } from "vitest";
import { niceTicks } from "./nice-ticks";

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
