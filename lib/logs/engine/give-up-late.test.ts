import { expect, test } from "vitest";
import { giveUpLate } from "./give-up-late";

test("what comes too late, or for nobody, is let go of", async () => {
  for (const isAborted of [false, true]) {
    let come: ((held: { release: () => void }) => void) | undefined;
    let released = 0;
    const held = new Promise<{ release: () => void }>((resolve) => {
      come = resolve;
    });
    const stop = new AbortController();
    const waited = giveUpLate(held, isAborted ? 60_000 : 1, stop.signal);
    if (isAborted) stop.abort();
    await expect(waited).rejects.toMatchObject({ code: isAborted ? "cancelled" : "unavailable" });
    come?.({ release: () => released++ });
    await expect.poll(() => released).toBe(1);
  }
});

test("what comes in time is given", async () => {
  const held = { release: () => {}, name: "held" };
  expect(await giveUpLate(Promise.resolve(held), 60_000)).toBe(held);
});
