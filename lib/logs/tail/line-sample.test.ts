import { expect, test } from "vitest";
import { LineSample, shownPerSecond } from "./line-sample";

const match = (n: number) => () => n;

test("two hundred lines a second pass, in order; of more, some of all parts", () => {
  const clock = { now: 0 };
  const sample = new LineSample<number>(Math.random, () => clock.now);
  for (let n = 0; n < 150; n += 1) sample.add(match(n));
  expect(sample.take()).toEqual({ shown: Array.from({ length: 150 }, (_, n) => n), matched: 150 });
  expect(sample.isEmpty).toBe(true);

  for (let n = 0; n < 10_000; n += 1) sample.add(match(n));
  const first = sample.take();
  expect(first.matched).toBe(10_000);
  expect(first.shown).toHaveLength(50);
  const numbers = first.shown;
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  expect(numbers[0]).toBeLessThan(5_000);
  expect(numbers.at(-1)).toBeGreaterThan(5_000);

  clock.now = 60_000;
  for (let n = 0; n < 1_000; n += 1) sample.add(match(n));
  expect(sample.take().shown).toHaveLength(shownPerSecond);
});

test("what waits is bounded, however much comes", () => {
  // By chance the newest always takes the first place: those behind it are never pushed out, and never more than fit.
  const sample = new LineSample<number>(
    () => 0,
    () => 0,
  );
  for (let n = 0; n < 10_000; n += 1) sample.add(match(n));
  const numbers = sample.take().shown;
  expect(numbers).toEqual([...Array.from({ length: shownPerSecond - 1 }, (_, n) => n + 1), 9_999]);
});
