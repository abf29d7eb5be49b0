import { expect, test } from "vitest";
import { TurnQueue } from "./turn-queue";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Asks for turns and keeps who is inside, in the order in which they came in. */
function openRoom(turns: TurnQueue) {
  const order: string[] = [];
  const inside: { asker: string; leave: () => void }[] = [];
  const ask = (asker: string) =>
    turns.enter(asker).then((leave) => {
      order.push(asker);
      inside.push({ asker, leave });
    });
  return { order, inside, ask };
}

test("whoever has many waiting lets others go between", async () => {
  const turns = new TurnQueue({ most: 1, mostWaiting: 10 });
  const { order, inside, ask } = openRoom(turns);
  const asked = ["ann", "ann", "ann", "ann", "bob", "eve", "bob"].map(ask);
  for (let at = 0; at < asked.length; at++) {
    await settled();
    expect(inside).toHaveLength(1);
    inside.shift()?.leave();
  }
  await Promise.all(asked);
  expect(order).toEqual(["ann", "ann", "bob", "eve", "ann", "bob", "ann"]);
  expect(turns.load).toBe(0);
});

test("nobody fills all places, but work that no person asked for", async () => {
  const turns = new TurnQueue({ most: 3, mostWaiting: 10 });
  const { order, inside, ask } = openRoom(turns);
  const asked = [ask("ann"), ask("ann"), ask("ann"), ask("bob")];
  await settled();
  expect(order).toEqual(["ann", "ann", "bob"]);
  for (let at = 0; at < asked.length; at++) {
    inside.shift()?.leave();
    await settled();
  }
  const nobody = [ask(""), ask(""), ask("")];
  await Promise.all(nobody);
  expect(inside.map(({ asker }) => asker)).toEqual(["", "", ""]);
});

test("whoever has enough waiting is turned away, and nobody else is", async () => {
  const turns = new TurnQueue({ most: 1, mostWaiting: 2 });
  const { inside, ask } = openRoom(turns);
  const asked = [ask("ann"), ask("ann"), ask("ann")];
  await expect(turns.enter("ann")).rejects.toMatchObject({ code: "busy" });
  asked.push(ask("bob"));
  for (let at = 0; at < 4; at++) {
    await settled();
    inside.shift()?.leave();
  }
  await Promise.all(asked);
});

test("whoever waits too long or goes away leaves the others their turns", async () => {
  const turns = new TurnQueue({ most: 1, mostWaiting: 5, longestMs: 20 });
  const leave = await turns.enter("ann");
  await expect(turns.enter("bob")).rejects.toMatchObject({ code: "busy" });
  const stop = new AbortController();
  const gone = turns.enter("eve", stop.signal);
  stop.abort();
  await expect(gone).rejects.toMatchObject({ code: "cancelled" });
  expect(turns.load).toBe(1);
  const next = turns.enter("bob");
  leave();
  (await next)();
  expect(turns.load).toBe(0);
});
