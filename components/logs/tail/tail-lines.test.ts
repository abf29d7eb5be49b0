import { describe, expect, test } from "vitest";
import type { LogRow } from "@/lib/logs/schemas";
import { addLines, isWhole, keptLines, letIn, noTailLines, rateOf, withTail } from "./tail-lines";

const rows = (...ids: string[]) => ids.map((id) => ({ id }) as LogRow);
const news = (ids: string[], more = 0) => ({
  lines: rows(...ids),
  matched: ids.length + more,
  unread: 0,
  isBroken: false,
});
const many = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}${n}`);
const idsOf = (lines: readonly LogRow[]) => lines.map(({ id }) => id);

describe("what a tail brings", () => {
  test("stands at the end, newest last, and only so much of it is kept", () => {
    let tail = addLines(noTailLines, news(["a", "b"]), false, 0);
    tail = addLines(tail, news(["c"], 7), false, 100);
    expect(idsOf(tail.lines)).toEqual(["a", "b", "c"]);
    expect(tail.left).toBe(7);
    expect(tail.isCut).toBe(false);
    tail = addLines(tail, news(many(keptLines, "n")), false, 200);
    expect(tail.lines).toHaveLength(keptLines);
    expect(tail.lines.at(-1)?.id).toBe(`n${keptLines - 1}`);
    expect(tail.isCut).toBe(true);
  });

  test("waits while the list stands still, and comes in at once", () => {
    let tail = addLines(noTailLines, news(["a"]), false, 0);
    tail = addLines(tail, news(["b"]), true, 0);
    tail = addLines(tail, news(["c"]), true, 0);
    expect(idsOf(tail.lines)).toEqual(["a"]);
    expect(tail.waitingCount).toBe(2);
    tail = letIn(tail);
    expect(idsOf(tail.lines)).toEqual(["a", "b", "c"]);
    expect(tail.waitingCount).toBe(0);
  });

  test("is whole until something is left out, or more waits than is kept", () => {
    const tail = addLines(noTailLines, news(["a"]), false, 0);
    expect(isWhole(tail)).toBe(true);
    expect(isWhole(addLines(tail, news(["b"], 1), false, 0))).toBe(false);
    const waiting = addLines(tail, news(many(keptLines + 1, "w")), true, 0);
    expect(waiting.waitingCount).toBe(keptLines + 1);
    expect(isWhole(waiting)).toBe(false);
    expect(letIn(waiting).isCut).toBe(true);
    expect(isWhole(letIn(waiting))).toBe(false);
  });

  test("has a rate of the last five seconds", () => {
    let tail = addLines(noTailLines, news(["a"], 99), false, 0);
    tail = addLines(tail, news([], 50), false, 4_000);
    expect(rateOf(tail, 4_000)).toBe(30);
    expect(rateOf(tail, 6_000)).toBe(10);
    expect(rateOf(tail, 60_000)).toBe(0);
  });

  test("stands below the lines that were found, without doubles, and alone where lines between are gone", () => {
    const tail = { lines: rows("b", "c"), isCut: false };
    expect(idsOf(withTail(tail, rows("b", "a")))).toEqual(["a", "b", "c"]);
    expect(idsOf(withTail({ ...tail, isCut: true }, rows("b", "a")))).toEqual(["b", "c"]);
  });
});
