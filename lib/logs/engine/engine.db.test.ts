import { expect, it } from "vitest";
import { useDatabase } from "@/lib/testing/use-database";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import type { LogParam, LogRow } from "./engine";

useDatabase();
const store = useLogStore();
async function ask(
  sql: string,
  fields: string[] = [],
  params: LogParam[] = [],
  timeoutMs = 20_000,
): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  const source = { projectIds: [1], from: 0n, to: 2n ** 62n, fields };
  for await (const some of store().engine.run({ source, sql, params, timeoutMs })) rows.push(...some);
  return rows;
}

it("reads lines that are not sealed yet, of its projects only, each value as text and with its type", async () => {
  const line = { time: 1_790_000_000_123_456_789n, severity: 9, message: "hello" };
  const chunk = await makeChunk(1, [
    { ...line, attributes: { a: "5", b: 5, "c.d": ["x", 1], e: true } },
    line,
  ]);
  await makeChunk(2, [{ ...line, message: "of others" }]);
  expect(
    await ask("SELECT t, n, chunk, l, h, m, f0, j0, f1, j1, f2, j2, f3, j3, f4 FROM lines ORDER BY n", [
      "a",
      "b",
      "c.d",
      "e",
      "nope",
    ]),
  ).toEqual([
    [
      "1790000000123456789",
      0,
      chunk,
      9,
      null,
      "hello",
      "5",
      null,
      "5",
      "5",
      '["x",1]',
      '["x",1]',
      "true",
      "true",
      null,
    ],
    ["1790000000123456789", 1, chunk, 9, null, "hello", null, null, null, null, null, null, null, null, null],
  ]);
});
