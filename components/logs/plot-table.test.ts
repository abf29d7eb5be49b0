import { expect, test } from "vitest";
import type { LogTable } from "@/lib/logs/schemas";
import { plotTable } from "./plot-table";

const minute = 60_000;
const at = (step: number) => new Date(step * minute).toISOString();
const overTime = (figure: string, rows: LogTable["rows"]) =>
  plotTable({
    chart: { kind: "time", x: "time", y: [figure], series: null, spanMs: minute },
    columns: [
      { name: "time", type: "time" },
      { name: figure, type: "number" },
    ],
    rows,
  });

test("a step without lines counts none, and has no percentile", () => {
  const rows = [
    [at(0), 5],
    [at(2), 7],
  ];
  expect(overTime("count()", rows)).toMatchObject({ series: [{ values: [5, 0, 7] }], isCount: true });
  expect(overTime("p95(took)", rows)).toMatchObject({ series: [{ values: [5, null, 7] }], isCount: false });
});

test("a bar of nothing is not zero", () => {
  const plot = plotTable({
    chart: { kind: "bars", x: "service", y: ["p95(took)"], series: null },
    columns: [
      { name: "service", type: "text" },
      { name: "p95(took)", type: "number" },
    ],
    rows: [
      ["web", 12],
      [null, null],
    ],
  });
  expect(plot).toMatchObject({
    bars: [
      { name: "web", value: 12 },
      { name: "none", value: null },
    ],
  });
});
