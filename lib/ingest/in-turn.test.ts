import { expect, it } from "vitest";
import { hurry, inTurn } from "./in-turn";

function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it("does everything, in order, and lets others work between", async () => {
  const order: string[] = [];
  const works = Array.from({ length: 20 }, (_, index) =>
    inTurn(() => {
      busy(2);
      order.push(`work ${index}`);
      return index;
    }),
  );
  setImmediate(() => order.push("another"));
  expect(await Promise.all(works)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(order.filter((name) => name !== "another")).toEqual(
    order.filter((_, index) => order[index] !== "another"),
  );
  expect(order.indexOf("another")).toBeLessThan(20);
});

it("gives an error to the one whose work threw it, and goes on", async () => {
  const failing = inTurn(() => {
    throw new TypeError("broken");
  });
  const next = inTurn(() => "done");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});

it("looks up after the first work when somebody new came", async () => {
  const order: string[] = [];
  const works = Array.from({ length: 3 }, (_, index) =>
    inTurn(() => {
      busy(2);
      order.push(`work ${index}`);
    }),
  );
  hurry();
  setImmediate(() => order.push("another"));
  await Promise.all(works);
  expect(order.slice(0, 2)).toEqual(["work 0", "another"]);
});
