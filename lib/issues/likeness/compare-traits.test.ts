import { describe, expect, it } from "vitest";
import { compareTraits } from "./compare-traits";
import type { Traits } from "./read-traits";

const traits = (frames: string, message = "", type = "TypeError"): Traits => ({
  type,
  message,
  frames: frames.split(" ").filter(Boolean),
});

const message = (text: string) => traits("", text, "");

describe("compareTraits", () => {
  it("gives 1 to what is the same, and 0 to what has nothing in common", () => {
    expect(compareTraits(traits("a b c", "x is 1"), traits("a b c", "x is 2")).score).toBe(1);
    expect(compareTraits(traits("a b", "no"), traits("c d", "yes", "Error")).score).toBe(0);
  });

  it("weighs frames the more the nearer the crash they are", () => {
    const own = traits("a b c d");
    const near = compareTraits(own, traits("a b x y")).score;
    const far = compareTraits(own, traits("x y c d")).score;
    expect(near).toBeGreaterThan(far);
    expect(near).toBeGreaterThan(0.5);
  });

  it("is the same seen from either side, whatever repeats", () => {
    const [one, other] = [traits("a b a c", "one two"), traits("c a", "two", "Error")];
    expect(compareTraits(one, other).score).toBe(compareTraits(other, one).score);
    expect(compareTraits(one, other).sharedFrames).toEqual(["a", "c"]);
  });

  it("does not call two stacks alike for their type alone", () => {
    expect(compareTraits(traits("a b"), traits("c d")).score).toBeLessThan(0.3);
  });

  it("lets the message decide where there is no stack", () => {
    expect(compareTraits(message("User 5 not found"), message("User 6 not found"))).toEqual({
      score: 1,
      sharedFrames: [],
      reasons: ["same message but for values"],
    });
    expect(compareTraits(message("User ann not found"), message("User bob not found")).score).toBe(0.6);
    expect(compareTraits(message("disk full"), message("User gone")).score).toBe(0);
  });

  it("says why", () => {
    expect(compareTraits(traits("a b c", "x"), traits("a b d", "x")).reasons).toEqual([
      "2 of 4 frames that count",
      "same type",
      "same message",
    ]);
  });
});
