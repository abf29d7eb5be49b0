import { describe, expect, it } from "vitest";
import { standardThreshold } from "@/components/alerts/standard-threshold";
import type { Backtest, BacktestInput } from "@/lib/alerts/schemas";
import { keepTries, listTries, shapePast } from "./shape-past";

const MINUTE = 60_000;
const throttle = { minutes: 30, per: "issue", remindHours: null, notifyOnResolve: true } as const;
const count = { ...standardThreshold("events", { kind: "count" }), critical: 120 };
const question: BacktestInput = { projects: ["web"], condition: count, throttle, days: 1 };
const at = (minute: number) => new Date(minute * MINUTE).toISOString();
const firing = (from: number, to: number | null) => ({
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
  peak: 200,
  severity: "critical" as const,
  group: "",
});
const past: Backtest = {
  stepMs: MINUTE,
  from: at(0),
  values: Array.from({ length: 720 }, (_, minute) => (minute < 4 ? null : minute)),
  firings: [firing(100, 108), firing(700, null)],
  messages: 3,
  tries: [
    { critical: 60, firings: 9 },
    { critical: 240, firings: 0 },
  ],
  notes: [],
};

describe("a past as bars", () => {
  it("holds the worst of each, and what has no value", () => {
    const { values, stepMs } = shapePast({ past, question });
    expect([values.length, stepMs]).toEqual([180, 4 * MINUTE]);
    expect([values[0], values[1], values[179]]).toEqual([null, 7, 719]);
    const below = { ...question, condition: { ...count, comparison: "below" } as const };
    expect(shapePast({ past, question: below }).values[1]).toBe(4);
  });

  it("marks where it fired, from one end of the bars to the other", () => {
    const { spans, isHot } = shapePast({ past, question });
    expect(spans).toEqual([
      { from: 100 / 720, to: 108 / 720, number: 1 },
      { from: 700 / 720, to: 1, number: 2 },
    ]);
    expect(isHot.flatMap((hot, bar) => (hot ? [bar] : []))).toEqual([25, 26, 175, 176, 177, 178, 179]);
  });

  it("counts moments of issues", () => {
    const issues: BacktestInput = {
      ...question,
      condition: { kind: "issue", triggers: ["new"], seen: null, query: "" },
    };
    const { values, spans } = shapePast({
      past: { ...past, values: [1, 0, 2, 1].flatMap((n) => Array<number>(180).fill(n)) },
      question: issues,
    });
    expect([values[0], values[179], spans]).toEqual([4, 4, []]);
  });
});

describe("other thresholds", () => {
  it("stand in order with the present one", () => {
    expect(listTries({ past, question })).toEqual([
      { critical: 60, firings: 9 },
      { critical: 120, firings: 2 },
      { critical: 240, firings: 0 },
    ]);
    expect(listTries({ past: { ...past, tries: [] }, question })).toEqual([]);
  });

  it("stay where they are when one of them is taken, and change with anything else", () => {
    const before = { question, tries: listTries({ past, question }) };
    const taken = { ...question, condition: { ...count, critical: 60, resolve: 30 } };
    const answer = { ...past, firings: [firing(1, 2)], tries: [{ critical: 30, firings: 40 }] };
    expect(keepTries(before, { past: answer, question: taken })).toEqual([
      { critical: 60, firings: 1 },
      { critical: 120, firings: 2 },
      { critical: 240, firings: 0 },
    ]);
    for (const other of [
      { ...taken, days: 7 },
      { ...question, condition: { ...count, critical: 61 } },
      { ...question, condition: { ...count, critical: 60, windowMinutes: 5 } },
    ])
      expect(keepTries(before, { past: answer, question: other })).toHaveLength(2);
  });
});
