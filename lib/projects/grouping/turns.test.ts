import { expect, it } from "vitest";
import { openTurns, SLICE_MS } from "./turns";

function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it("lets others have their turn once a slice is over, slice after slice", async () => {
  let turns = 0;
  const turn = openTurns();
  for (let slice = 1; slice <= 3; slice++) {
    setImmediate(() => turns++);
    workFor(SLICE_MS + 1);
    await turn();
    expect(turns).toBe(slice);
  }
});
