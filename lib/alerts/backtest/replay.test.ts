import * as fc from "fast-check";
import { expect, it } from "vitest";
import { freshState, judgeValue } from "@/lib/alerts/judge/judge-value";
import { definitionSchema, type ThresholdCondition, throttleSchema } from "@/lib/alerts/schemas";
import { measureSeries, seriesOf } from "./count-windows";
import { replay } from "./replay";

const MINUTE = 60_000;
const throttle = throttleSchema.parse({});

function conditionOf(change: Partial<ThresholdCondition>): ThresholdCondition {
  const condition = {
    kind: "threshold",
    dataset: "events",
    query: "",
    measure: { kind: "count" },
    windowMinutes: 3,
    critical: 5,
    ...change,
  };
  return definitionSchema.parse({ condition }).condition as ThresholdCondition;
}

function run(change: Partial<ThresholdCondition>, counts: number[], throttleBy = throttle) {
  const condition = conditionOf(change);
  const found = counts.map((quantity, minute) => ({ group: "", at: minute * MINUTE, quantity }));
  const series = seriesOf(found, { from: 0, to: counts.length * MINUTE }, MINUTE);
  const times = counts.map((_, minute) => (minute + 1) * MINUTE);
  return replay(condition, throttleBy, times, measureSeries(condition, series, null));
}

it("does what checks of the same values do, one after the other", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom("above" as const, "below" as const),
      (counts, windowMinutes, checks, clearMinutes, comparison) => {
        const change = { windowMinutes, checks, clearMinutes, comparison };
        const condition = conditionOf(change);
        const expected: { startedAt: number; endedAt: number | null; peak: number }[] = [];
        let state = freshState(MINUTE);
        counts.forEach((_, minute) => {
          const at = (minute + 1) * MINUTE;
          const value = counts
            .slice(Math.max(0, minute + 1 - windowMinutes), minute + 1)
            .reduce((sum, one) => sum + one, 0);
          const judged = judgeValue(condition, state, value, at);
          state = judged.state;
          const open = expected.find(({ endedAt }) => endedAt === null);
          if (judged.transition.type === "fired")
            expected.push({ startedAt: at, endedAt: null, peak: value });
          else if (open)
            open.peak = comparison === "above" ? Math.max(open.peak, value) : Math.min(open.peak, value);
          if (judged.transition.type === "resolved" && open) open.endedAt = at;
        });
        const { firings } = run(change, counts);
        expect(firings.map(({ startedAt, endedAt, peak }) => ({ startedAt, endedAt, peak }))).toEqual(
          expected,
        );
      },
    ),
  );
});

it("counts messages: the beginning, the end, and what reminds of it; what follows within the throttle joins", () => {
  const burst = [9, 0, 0, 0, 0, 0];
  expect(run({}, burst)).toMatchObject({
    messages: 2,
    firings: [{ startedAt: MINUTE, endedAt: 4 * MINUTE, peak: 9 }],
  });
  expect(run({}, [...burst, ...burst])).toMatchObject({ messages: 2, firings: [{}, {}] });
  expect(run({}, [...burst, ...burst], { ...throttle, minutes: 5 })).toMatchObject({ messages: 4 });
  expect(
    run(
      {},
      Array.from({ length: 130 }, () => 9),
      { ...throttle, remindHours: 1 },
    ),
  ).toMatchObject({ messages: 3 });
});

it("takes its share of steps that are longer than the window", () => {
  const condition = conditionOf({ windowMinutes: 15, critical: 10 });
  const found = [{ group: "", at: 60 * MINUTE, quantity: 60 }];
  const series = seriesOf(found, { from: 0, to: 3 * 60 * MINUTE }, 60 * MINUTE);
  const times = [1, 2, 3].map((hour) => hour * 60 * MINUTE);
  const { values } = replay(condition, throttle, times, measureSeries(condition, series, null));
  expect(values.map(({ value }) => value)).toEqual([0, 15, 0]);
});
