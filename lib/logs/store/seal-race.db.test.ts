import { beforeEach, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import type { LogLine } from "@/lib/logs/line";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { useDatabase } from "@/lib/testing/use-database";
import { seal } from "./seal";
import { linesOf, listOnDisk, readLines } from "./testing/read-lines";

// As if the lock were lost, as it is when its connection breaks: nobody hears of that at once.
vi.mock("./hold-lock", () => ({ holdLock: (_: string, work: () => Promise<unknown>) => work() }));

useDatabase();
const store = useLogStore();
let project = 0;
beforeEach(() => {
  project++;
});

it("seals each chunk once when several do it at the same time", async () => {
  const lines = Array.from(
    { length: 20 },
    (_, index): LogLine => ({
      time: 1_790_000_000_000_000_000n,
      severity: 9,
      message: `${index}`,
    }),
  );
  const all: string[] = [];
  for (let count = 0; count < 3; count++) all.push(...linesOf(await makeChunk(project, lines), lines));
  const now = new Date(Date.now() + 120_000);
  await Promise.all(Array.from({ length: 4 }, () => seal({ folder: store().folder, now })));
  expect(await readLines(project)).toEqual(all.toSorted());
  const { rows } = await pool().query<{ id: string }>("SELECT id::text FROM log_file WHERE project_id = $1", [
    project,
  ]);
  const onDisk = (await listOnDisk(store().folder)).filter((name) => name.startsWith(`${project}/`));
  expect(onDisk).toHaveLength(rows.length);
});
