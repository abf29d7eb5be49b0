import { expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { useDatabase } from "@/lib/testing/use-database";
import { seal } from "./seal";
import { readLines } from "./testing/read-lines";

vi.mock("@/lib/logs/values/count-values", () => ({
  countValues: () => Promise.reject(new Error("Nothing adds up\nin this file")),
}));

useDatabase();
const store = useLogStore();

it("seals lines whose values cannot be counted, and says so", async () => {
  await makeChunk(1, [{ time: 1_790_000_000_000_000_000n, severity: 9, message: "hello" }]);
  const report = await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  expect(report).toEqual({
    notes: ["Values of a file of logs were not counted: Nothing adds up"],
    trouble: null,
  });
  expect(await readLines(1)).toHaveLength(1);
  const { rows } = await pool().query("SELECT value_counts FROM log_file");
  expect(rows).toEqual([{ value_counts: null }]);
});
