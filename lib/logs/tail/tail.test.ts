import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TailEvents } from "./schemas";
import { Tail } from "./tail";
import type { TailLine } from "./tail-line";

const wide = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`key${n}`, "x".repeat(1_000)]));
const line = (n: number): TailLine => ({
  projectId: 1,
  chunk: "01234567-89ab-4def-8123-456789abcdef",
  n,
  t: 0n,
  l: 9,
  w: null,
  h: null,
  s: null,
  g: null,
  o: null,
  r: null,
  p: null,
  m: `line ${n}`,
  a: wide,
});

/** What the clock says, in milliseconds. */
let now = 0;
beforeEach(() => {
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

test("what is sent at a time is bounded, also when single lines are large", async () => {
  const tail = new Tail(new Map([[1, "web"]]), () => () => ({}));
  tail.listen(true);
  tail.take(Array.from({ length: 50 }, (_, n) => line(n)));
  const text = tail.text();
  const parts = [await text.next(), await text.next(), await text.next()].map(({ value }) => String(value));
  expect(parts.slice(0, 2)).toEqual([": jackdaw\n\n", "event: open\ndata: {}\n\n"]);
  const said = JSON.parse((parts[2] ?? "").split("\ndata: ")[1] ?? "") as TailEvents["lines"];
  expect(said.matched).toBe(50);
  expect(said.lines.map(({ message }) => message)).toEqual([
    "line 0",
    "line 1",
    "line 2",
    "line 3",
    "line 4",
  ]);
  expect(said.lines[0]?.attributes).toEqual(wide);
  tail.stop("stopping");
  expect(await text.next()).toMatchObject({ value: 'event: end\ndata: {"reason":"stopping"}\n\n' });
  expect(await text.next()).toMatchObject({ done: true });
});

test("a line that takes long leaves the others unread until the next second", async () => {
  const looked: number[] = [];
  const tail = new Tail(new Map([[1, "web"]]), () => ({ n }) => {
    looked.push(n);
    now += 200;
    return {};
  });
  tail.take([0, 1, 2, 3, 4].map(line));
  expect(looked).toEqual([0, 1]);
  tail.take([line(5)]);
  expect(looked).toEqual([0, 1]);
  const text = tail.text();
  await text.next();
  expect((await text.next()).value).toContain('"unread":4');
  now += 1000;
  tail.take([line(6)]);
  expect(looked).toEqual([0, 1, 6]);
});
