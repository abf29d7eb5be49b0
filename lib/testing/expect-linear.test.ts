import { expect, it } from "vitest";
import { expectLinear } from "./expect-linear";

/** Steps that nothing can leave out, ms of them. */
function spend(steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum = (sum * 31 + step) % 1_000_003;
  return sum;
}

it("lets through what takes as much as its input is long, and what takes next to nothing", () => {
  expectLinear((size) => spend(size * 400), 2_048);
  expectLinear(() => undefined, 2_048);
});

it("refuses what takes the square of it", () => {
  expect(() => expectLinear((size) => spend(size * size), 2_048)).toThrow("at once, against in parts");
});
