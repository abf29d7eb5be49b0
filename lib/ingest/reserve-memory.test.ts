import { describe, expect, it } from "vitest";
import { OverloadError } from "./overload-error";
import { MEMORY_BUDGET, reserveMemory } from "./reserve-memory";

describe("the memory budget", () => {
  it("refuses what does not fit beside the others, and takes it once they are done", () => {
    const [first, second] = [reserveMemory(), reserveMemory()];
    first.hold(MEMORY_BUDGET - 10);
    second.hold(10);
    expect(() => second.hold(11)).toThrow(OverloadError);
    first.release();
    first.release();
    second.hold(MEMORY_BUDGET);
    expect(() => first.hold(1)).toThrow(OverloadError);
    second.hold(5);
    first.hold(MEMORY_BUDGET - 5);
    first.release();
    second.release();
  });

  it("serves a lone request whatever it needs", () => {
    const lone = reserveMemory();
    lone.hold(2 * MEMORY_BUDGET);
    expect(() => reserveMemory().hold(1)).toThrow(OverloadError);
    lone.release();
  });
});
