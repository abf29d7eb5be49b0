import { pool } from "@/lib/db/pool";
import type { FilePlace } from "@/lib/logs/store/folder";
import { holdLock } from "@/lib/logs/store/hold-lock";
import { objectName, readObjectName } from "./object-name";
import { logBucket } from "./use-bucket";

/** Nothing waits for so long between its way to the bucket and into the catalog. */
const AGE_MS = 86_400_000;

/**
 * Removes objects that have the name of a log file, are older than a day and in no catalog: what processes left that were
 * killed, on machines that may be gone. Anything else under the prefix is left alone. Gives how many went.
 */
export async function removeLeftovers(ageMs = AGE_MS): Promise<number> {
  const removed = await holdLock("files", async () => {
    const bucket = logBucket();
    if (!bucket) return 0;
    let count = 0;
    for await (const { objects, now } of bucket.list()) {
      const old = objects.filter(({ modifiedAt }) => now.getTime() - modifiedAt.getTime() > ageMs);
      for (const file of await findUnknown(old.flatMap(({ name }) => readObjectName(name) ?? []))) {
        await bucket.remove(objectName(file));
        count++;
      }
    }
    return count;
  });
  return removed ?? 0;
}

async function findUnknown(files: readonly FilePlace[]): Promise<FilePlace[]> {
  if (files.length === 0) return [];
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id::text FROM log_file WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])",
    [[...new Set(files.map(({ projectId }) => projectId))], files.map(({ id }) => id)],
  );
  const known = new Set(rows.map(({ id }) => id));
  return files.filter(({ id }) => !known.has(id));
}
