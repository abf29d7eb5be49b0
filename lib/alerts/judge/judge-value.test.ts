import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CheckValue, freshState, judgeValue, type Rules } from "./judge-value";
import { readValue } from "./thresholds";

const MINUTE = 60_000;
const plain: Rules = {
  measure: { kind: "count" },
  comparison: "above",
  critical: 100,
  warning: 50,
  resolve: 20,
  checks: 1,
  clearMinutes: 0,
};

/** What becomes of one check a minute, as `minute:transition`. */
function run(change: Partial<Rules>, values: readonly CheckValue[]): string[] {
  let state = freshState(0);
  return values.flatMap((value, minute) => {
    const judged = judgeValue({ ...plain, ...change }, state, value, minute * MINUTE);
    state = judged.state;
    const { type } = judged.transition;
    if (type === "none") return [];
    return [`${minute}:${type}${judged.transition.type === "fired" ? ` ${judged.transition.severity}` : ""}`];
  });
}

describe("a threshold", () => {
  it.each<[string, Partial<Rules>, CheckValue[], string[]]>([
    ["on it is no breach", {}, [50, 50, 51], ["2:fired warning"]],
    ["on the worse one it is the milder one", {}, [100], ["0:fired warning"]],
    [
      "warning, worse, milder, well",
      {},
      [60, 101, 60, 30, 20],
      ["0:fired warning", "1:worse", "2:milder", "4:resolved"],
    ],
    ["between the thresholds it stays as it is", {}, [101, 30, 30, 30], ["0:fired critical"]],
    [
      "without a resolve threshold the mildest counts",
      { resolve: null },
      [51, 50],
      ["0:fired warning", "1:resolved"],
    ],
    [
      "below",
      { comparison: "below", critical: 5, warning: 10, resolve: 20 },
      [12, 9, 4, 15, 20],
      ["1:fired warning", "2:worse", "4:resolved"],
    ],
    ["three checks in a row", { checks: 3 }, [101, 101, 10, 101, 101, 101], ["5:fired critical"]],
    [
      "three checks in a row to grow worse",
      { checks: 3 },
      [60, 60, 60, 101, 101, 60, 101, 101, 101],
      ["2:fired warning", "8:worse"],
    ],
    [
      "well for three minutes",
      { clearMinutes: 3 },
      [101, 0, 0, 101, 0, 0, 0, 0],
      ["0:fired critical", "7:resolved"],
    ],
    [
      "not well in between begins anew",
      { clearMinutes: 2 },
      [101, 0, 0, 30, 0, 0, 0],
      ["0:fired critical", "6:resolved"],
    ],
    [
      "no value changes nothing",
      { checks: 2 },
      [101, null, null, 101, null, 0],
      ["3:fired critical", "5:resolved"],
    ],
    [
      "no value is no minute of being well",
      { clearMinutes: 2 },
      [101, 0, null, null, null, 0, 0],
      ["0:fired critical", "6:resolved"],
    ],
    [
      "too little to judge ends what fires, after as long as being well does",
      { clearMinutes: 2 },
      [101, "too_little", 101, "too_little", 0, "too_little"],
      ["0:fired critical", "5:resolved"],
    ],
    ["too little to judge begins nothing", { checks: 2 }, [101, "too_little", 101], ["2:fired critical"]],
    [
      "silence is a yes or no",
      { measure: { kind: "silence" } },
      [0, 15, 15, 0],
      ["1:fired critical", "3:resolved"],
    ],
  ])("%s", (_, change, values, expected) => {
    expect(run(change, values)).toEqual(expected);
  });
});

const rules = fc
  .record({
    comparison: fc.constantFrom("above" as const, "below" as const),
    critical: fc.integer({ min: -50, max: 50 }),
    warningBy: fc.option(fc.integer({ min: 0, max: 20 })),
    resolveBy: fc.option(fc.integer({ min: 0, max: 20 })),
    checks: fc.integer({ min: 1, max: 4 }),
    clearMinutes: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ comparison, critical, warningBy, resolveBy, ...rest }): Rules => {
    const milder = comparison === "above" ? -1 : 1;
    const warning = warningBy === null ? null : critical + milder * warningBy;
    const resolve = resolveBy === null ? null : (warning ?? critical) + milder * resolveBy;
    return { measure: { kind: "count" }, comparison, critical, warning, resolve, ...rest };
  });
const values = fc.array(fc.option(fc.integer({ min: -80, max: 80 }), { freq: 6 }), { maxLength: 60 });

describe("whatever the values are", () => {
  it("never fires without a breach, and as many in a row as it asks for", () => {
    fc.assert(
      fc.property(rules, values, (condition, list) => {
        for (const line of run(condition, list).filter((one) => one.includes("fired"))) {
          const last = list.slice(0, Number(line.split(":")[0]) + 1).filter((value) => value !== null);
          const needed = last.slice(-condition.checks);
          expect(needed).toHaveLength(condition.checks);
          for (const value of needed) expect(["warning", "critical"]).toContain(readValue(condition, value));
        }
      }),
    );
  });

  it("a constant value fires once at most, and never resolves", () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: -80, max: 80 }), (condition, value) => {
        const lines = run(
          condition,
          Array.from({ length: 50 }, () => value),
        );
        expect(lines.length).toBeLessThanOrEqual(1);
        expect(lines.join()).not.toContain("resolved");
      }),
    );
  });

  it("each firing is over once, and before the next", () => {
    fc.assert(
      fc.property(rules, values, (condition, list) => {
        const ends = run(condition, list).filter((line) => /fired|resolved/.test(line));
        ends.forEach((line, place) => expect(line).toContain(place % 2 === 0 ? "fired" : "resolved"));
      }),
    );
  });

  it("is over in the end when it stays well", () => {
    fc.assert(
      fc.property(rules, values, (condition, list) => {
        const well = condition.comparison === "above" ? -1000 : 1000;
        const lines = run(condition, [...list, ...Array.from({ length: 6 }, () => well)]);
        const count = (word: string) => lines.filter((line) => line.includes(word)).length;
        expect(count("resolved")).toBe(count("fired"));
      }),
    );
  });
});
