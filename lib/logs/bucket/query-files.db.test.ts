import { readFile, rm, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { bigOf, textOf } from "@/lib/logs/query/read-cell";
import { filePath } from "@/lib/logs/store/folder";
import { seal } from "@/lib/logs/store/seal";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { useDatabase } from "@/lib/testing/use-database";
import { describeUnread, type UnreadPart } from "./unread";

useDatabase();
const store = useLogStore();
const project = 1;
const NOON = 1_790_000_000_123_456_789n;

async function ask() {
  const found: string[] = [];
  let unread: UnreadPart | null = null;
  const source = { projectIds: [project], from: 0n, to: 2n ** 62n, fields: [] };
  const sql = "SELECT m, t FROM lines ORDER BY t";
  const note = (part: UnreadPart) => {
    unread = part;
  };
  for await (const rows of store().engine.run(
    { source, sql, params: [], timeoutMs: 20_000 },
    undefined,
    note,
  ))
    for (const [message, time] of rows) found.push(`${textOf(message ?? "")} ${bigOf(time) - NOON}`);
  return { found, unread: unread === null ? null : describeUnread(unread) };
}

it("does without a file of the data folder that is cut off, says so, and reads it again once it is put back", async () => {
  for (const [at, message] of ["cut", "whole"].entries()) {
    await makeChunk(project, [{ time: NOON + BigInt(at), severity: 9, message }]);
    await seal({ folder: store().folder, now: new Date(Date.now() + 120_000) });
  }
  const { rows } = await pool().query<{ id: string; day: string }>(
    "SELECT id::text, to_char(day, 'YYYY-MM-DD') AS day FROM log_file WHERE project_id = $1 ORDER BY time_min",
    [project],
  );
  const path = filePath(store().folder, {
    projectId: project,
    id: rows[0]?.id ?? "",
    day: rows[0]?.day ?? "",
  });
  const body = await readFile(path);
  const time = "2026-09-21 14:13";
  const missing = `Some lines from ${time} to ${time} UTC were not searched.`;
  await writeFile(path, body.subarray(0, body.length >> 1));
  expect(await ask()).toEqual({ found: ["whole 1"], unread: `${missing} Their files are damaged.` });
  await rm(path);
  expect(await ask()).toEqual({
    found: ["whole 1"],
    unread: `${missing} Their files are not there any more.`,
  });
  await writeFile(path, body);
  expect(await ask()).toEqual({ found: ["cut 0", "whole 1"], unread: null });
});
