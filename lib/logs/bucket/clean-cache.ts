import { rm } from "node:fs/promises";
import { pool } from "@/lib/db/pool";
import { listCached } from "./list-cached";
import { readObjectName } from "./object-name";

const BATCH = 500;
/** What was read within this time may be read by a query under way. */
const RECENT_MS = 600_000;

/** Removes the copies of files that are in no catalog any more: retention counts here, too. Gives how many went. */
export async function cleanCache(folder: string, now = Date.now()): Promise<number> {
  const copies = (await listCached(folder)).flatMap(({ path, name, usedAt }) => {
    const file = readObjectName(name);
    return file && now - usedAt > RECENT_MS ? [{ path, ...file }] : [];
  });
  let removed = 0;
  for (let at = 0; at < copies.length; at += BATCH) {
    const some = copies.slice(at, at + BATCH);
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id::text FROM log_file WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])",
      [[...new Set(some.map(({ projectId }) => projectId))], some.map(({ id }) => id)],
    );
    const known = new Set(rows.map(({ id }) => id));
    for (const { path } of some.filter(({ id }) => !known.has(id))) {
      await rm(path, { force: true });
      removed++;
    }
  }
  return removed;
}

/** Removes all copies that nobody read just now, because the disk is nearly full. Gives the bytes that are free again. */
export async function emptyCache(folder: string, now = Date.now()): Promise<number> {
  let bytes = 0;
  for (const copy of await listCached(folder)) {
    if (now - copy.usedAt <= RECENT_MS) continue;
    await rm(copy.path, { force: true });
    bytes += copy.bytes;
  }
  return bytes;
}
