import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { store } from "./batch";
import type { PreparedEvent } from "./prepared-event";

const commits = vi.hoisted((): { size: number; at: number; end: () => void }[] => []);
vi.mock("./commit-events", () => ({
  commitEvents: (records: unknown[]) =>
    new Promise<void>((end) => commits.push({ size: records.length, at: Date.now(), end })),
}));

const event = { payload: Buffer.from("{}") } as PreparedEvent;
const send = (count: number) => Promise.all(Array.from({ length: count }, () => store(event)));

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  commits.length = 0;
});
afterEach(async () => {
  for (let turn = 0; turn < 10; turn++) {
    for (const { end } of commits) end();
    await vi.advanceTimersByTimeAsync(100);
  }
  vi.useRealTimers();
});

/** Ends the commit under way and lets what waits for that go on. */
async function finish(): Promise<void> {
  commits.at(-1)?.end();
  await vi.advanceTimersByTimeAsync(0);
}

it("commits a lone event at once, and one that follows it too", async () => {
  const first = send(1);
  await finish();
  await first;
  void send(1);
  expect(commits.map(({ size, at }) => [size, at])).toEqual([
    [1, 0],
    [1, 0],
  ]);
});

it("lets the next batch gather for 30 ms in a flood", async () => {
  void send(1);
  void send(8);
  await finish();
  void send(1);
  await finish();
  await vi.advanceTimersByTimeAsync(29);
  void send(5);
  expect(commits.map(({ size }) => size)).toEqual([1, 8]);
  await vi.advanceTimersByTimeAsync(1);
  expect(commits.map(({ size, at }) => [size, at])).toEqual([
    [1, 0],
    [8, 0],
    [6, 30],
  ]);
});

it("gathers no longer when enough are there", async () => {
  void send(1);
  void send(8);
  await finish();
  await finish();
  void send(63);
  await vi.advanceTimersByTimeAsync(10);
  expect(commits).toHaveLength(2);
  void send(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(commits.at(-1)).toMatchObject({ size: 64, at: 10 });
});

it("ends when nobody came", async () => {
  void send(1);
  void send(8);
  await finish();
  await finish();
  await vi.advanceTimersByTimeAsync(30);
  expect(commits).toHaveLength(2);
  void send(1);
  expect(commits.at(-1)).toMatchObject({ size: 1, at: 30 });
});
