import { expect, it } from "vitest";
import { readQuestion } from "@/lib/logs/query/read-question";
import { openLiteralEngine } from "@/lib/logs/query/testing/open-literal-engine";
import { compilePipeline, compileTable } from "./compile-pipeline";
import { startFrame } from "./frame";

const t = 1_763_800_000_000_000_000n;
const range = { from: t, to: t + 1_000_000_000n };

async function count(message: string, query: string): Promise<unknown> {
  const engine = await openLiteralEngine([{ t, l: 9, m: message, a: {} }]);
  try {
    const question = readQuestion(`${query} | stats count()`);
    expect(question.report.errors, query).toEqual([]);
    const frame = startFrame({ now: new Date(), ...range, projects: new Map([[1, "web"]]) });
    const relation = compilePipeline(question.pipeline.filter, question.pipeline.stages, frame);
    const { sql, params, fields } = frame.finish(compileTable(relation, frame, 10).sql);
    const source = { projectIds: [1], ...range, fields };
    for await (const [row] of engine.run({ source, sql, params, timeoutMs: 20_000 })) return row?.[0];
    return 0;
  } finally {
    engine.close();
  }
}

it.each([
  ["a.b", "message:a.b*", 1],
  ["axb", "message:a.b*", 0],
  ["say a.b", "message:*A.B", 1],
  ["say a.b now", "message:*A.B", 0],
  ["100% \\ done_", "message:100%*done_", 1],
  ["100x done_", "message:100%*done_", 0],
  ["one\ntwo", "message:one*two", 1],
  ["one\ntwo", "message:one?two", 1],
  ["onetwo", "message:one?two", 0],
  ["𝒳y", "message:?y", 1],
  ["GRÖSSE 5", "message:größe*", 0],
  ["GRÖSSE 5", "message:grö?se*5", 1],
])("%j is found by %s: %i", async (message, query, expected) => {
  expect(await count(message, query)).toBe(expected);
});

it.each(["message:*a?*a?*b*", "message:*a*a*a*a*a*b", "a*a*a*a*a*b"])(
  "takes time that grows with the text alone: %s",
  async (query) => {
    expect(await count("a".repeat(20_000), query)).toBe(0);
  },
);
