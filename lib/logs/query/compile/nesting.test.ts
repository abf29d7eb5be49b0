import { afterAll, beforeAll, expect, it } from "vitest";
import { readQuestion } from "@/lib/logs/query/read-question";
import { openLiteralEngine } from "@/lib/logs/query/testing/open-literal-engine";
import { compilePipeline, compileTable } from "./compile-pipeline";
import { startFrame } from "./frame";

const t = 1_763_800_000_000_000_000n;
const range = { from: t, to: t + 1_000_000_000n };

let engine: Awaited<ReturnType<typeof openLiteralEngine>>;
beforeAll(async () => {
  engine = await openLiteralEngine([{ t, l: 17, w: "error", m: "x", a: { ms: 12, took: "1.5s" } }]);
});
afterAll(() => engine.close());

function compile(expression: string) {
  const question = readQuestion(`| eval y = ${expression} | fields y`);
  expect(question.report.errors, expression).toEqual([]);
  const frame = startFrame({ now: new Date(), ...range, projects: new Map([[1, "web"]]) });
  const relation = compilePipeline(question.pipeline.filter, question.pipeline.stages, frame);
  return frame.finish(compileTable(relation, frame, 10).sql);
}

async function calculate(expression: string): Promise<unknown> {
  const { sql, params, fields } = compile(expression);
  const source = { projectIds: [1], ...range, fields };
  for await (const [row] of engine.run({ source, sql, params, timeoutMs: 5_000 })) return row?.[0];
  return undefined;
}

const nest = (times: number, open: string, inner: string) =>
  open.repeat(times) + inner + ")".repeat(open.split("(").length - 1).repeat(times);

it.each([
  [nest(8, "lower(abs(", "ms"), "12"],
  [nest(8, "upper(round(", "ms / 2"), "6"],
  [nest(4, "lower(duration(lower(", "took"), "1500"],
  [nest(3, "duration(lower(", "took"), 1500],
  ["lower(abs(ms) * 1e16)", "1.2e+17"],
  ["lower(abs(ms) / 8)", "1.5"],
  ["text(bucket(timestamp, 5s))", "2025-11-22T08:26:40.000Z"],
])("calls within calls are calculated: %s is %s", async (expression, expected) => {
  expect(await calculate(expression)).toBe(expected);
});

it.each(["lower(abs(", "lower(duration(lower(", "upper(round(", "lower(length("])(
  "calls within calls make longer SQL, not many times as much: %s",
  (open) => {
    const length = (times: number) => compile(nest(times, open, "took")).sql.length;
    expect(length(10) - length(9)).toBeLessThan(1.5 * (length(9) - length(8)));
    expect(length(10)).toBeLessThan(20_000);
  },
);
