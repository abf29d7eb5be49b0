import { describe, expect, test } from "vitest";
import type { LogRow } from "@/lib/logs/schemas";
import { addLines, keptLines, letIn, noTailLines, rateOf, withTail } from "./tail-lines";

const rows = (...ids: string[]) => ids.map((id) => ({ id }) as LogRow);
const news = (ids: string[], more = 0) => ({
  lines: rows(...ids),
  matched: ids.length + more,
  unread: 0,
  isBroken: false,
});
const idsOf = (lines: readonly LogRow[]) => lines.map(({ id }) => id);

describe("what a tail brings", () => {
  test("stands on top, newest first, and only so much of it is kept", () => {
    let tail = addLines(noTailLines, news(["a", "b"]), false, 0);
    tail = addLines(tail, news(["c"], 7), false, 100);
    expect(idsOf(tail.lines)).toEqual(["c", "b", "a"]);
    expect(tail.left).toBe(7);
    tail = addLines(tail, news(Array.from({ length: keptLines }, (_, n) => `n${n}`)), false, 200);
    expect(tail.lines).toHaveLength(keptLines);
    expect(tail.lines[0]?.id).toBe(`n${keptLines - 1}`);
  });

  test("waits while the list stands still, and comes in at once", () => {
    let tail = addLines(noTailLines, news(["a"]), false, 0);
    tail = addLines(tail, news(["b"]), true, 0);
    tail = addLines(tail, news(["c"]), true, 0);
    expect(idsOf(tail.lines)).toEqual(["a"]);
    expect(tail.waitingCount).toBe(2);
    tail = letIn(tail);
    expect(idsOf(tail.lines)).toEqual(["c", "b", "a"]);
    expect(tail.waitingCount).toBe(0);
  });

  test("has a rate of the last five seconds", () => {
    let tail = addLines(noTailLines, news(["a"], 99), false, 0);
    tail = addLines(tail, news([], 50), false, 4_000);
    expect(rateOf(tail, 4_000)).toBe(30);
    expect(rateOf(tail, 6_000)).toBe(10);
    expect(rateOf(tail, 60_000)).toBe(0);
  });

  test("stands above the list without doubles", () => {
    expect(idsOf(withTail(rows("c", "b"), rows("b", "a")))).toEqual(["c", "b", "a"]);
  });
});
