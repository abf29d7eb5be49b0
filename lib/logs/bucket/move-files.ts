import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { pool } from "@/lib/db/pool";
import type { UpkeepReport } from "@/lib/logs/engine/upkeep";
import { type FilePlace, filePath } from "@/lib/logs/store/folder";
import { GRACE_MS } from "@/lib/logs/store/remove-replaced";
import { checksumOf } from "@/lib/logs/store/write-file";
import { objectName } from "./object-name";
import { logBucket } from "./use-bucket";

/** Moved at once, so that sealing never waits long. */
const MOST_FILES = 32;
const LONGEST_MS = 10_000;
const BATCH = 500;

interface LocalFile extends FilePlace {
  bytes: number;
  sha256: string;
}

/** Whether files that were sealed before there was a bucket still lie in the data folder of this installation. */
export async function hasLocalFiles(): Promise<boolean> {
  const { rowCount } = await pool().query(
    "SELECT FROM log_file WHERE bucket_at IS NULL AND replaced_at IS NULL LIMIT 1",
  );
  return rowCount === 1;
}

/**
 * Puts some files of the data folder into the bucket, newest days first, beside all other work: a file that is replaced
 * meanwhile is taken back. Each stays where it was for the queries under way; see
 * `removeMoved`. Files that are on another machine are left to that one, and damaged ones are left alone.
 */
export async function moveFiles({
  folder,
  signal,
}: {
  folder: string;
  signal?: AbortSignal | undefined;
}): Promise<UpkeepReport> {
  const report: UpkeepReport = { notes: [], trouble: null };
  const bucket = logBucket();
  if (bucket) {
    const begun = performance.now();
    let moved = 0;
    for (const file of await listLocal(folder)) {
      if (signal?.aborted || moved >= MOST_FILES || performance.now() - begun > LONGEST_MS) break;
      const path = filePath(folder, file);
      // A damaged file would come back from the bucket as a lost one.
      if ((await checksumOf(path).catch(() => null)) !== file.sha256) continue;
      await bucket.putFile(objectName(file), path, file);
      const { rowCount } = await pool().query(
        "UPDATE log_file SET bucket_at = now() WHERE project_id = $1 AND id = $2 AND replaced_at IS NULL",
        [file.projectId, file.id],
      );
      if (rowCount === 0) await bucket.remove(objectName(file));
      else moved++;
    }
    if (moved > 0) report.notes.push(`Files of logs moved to the bucket: ${moved}`);
  }
  return report;
}

/** Removes the files whose copy in the bucket has counted for ten minutes. Gives how many went. */
export async function removeMoved(folder: string, now = new Date()): Promise<number> {
  const names = await listPlaces(folder);
  let removed = 0;
  for (let at = 0; at < names.length; at += BATCH) {
    const some = names.slice(at, at + BATCH);
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id::text FROM log_file WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[]) AND bucket_at <= $3",
      [
        [...new Set(some.map(({ projectId }) => projectId))],
        some.map(({ id }) => id),
        new Date(now.getTime() - GRACE_MS),
      ],
    );
    const moved = new Set(rows.map(({ id }) => id));
    for (const file of some.filter(({ id }) => moved.has(id))) {
      await rm(filePath(folder, file), { force: true });
      await rmdir(join(folder, String(file.projectId), file.day)).catch(() => {});
      removed++;
    }
  }
  return removed;
}

/** The local files of the catalog that are on this machine. */
async function listLocal(folder: string): Promise<LocalFile[]> {
  const here = new Set((await listPlaces(folder)).map(({ id }) => id));
  if (here.size === 0) return [];
  const { rows } = await pool().query<LocalFile>(
    `SELECT project_id AS "projectId", id::text, to_char(day, 'YYYY-MM-DD') AS day, file_bytes AS bytes, checksum AS sha256
       FROM log_file WHERE bucket_at IS NULL AND replaced_at IS NULL ORDER BY day DESC`,
  );
  return rows.filter(({ id }) => here.has(id));
}

/** The files of a log folder that are named as sealed ones are. */
async function listPlaces(folder: string): Promise<FilePlace[]> {
  const places: FilePlace[] = [];
  for (const project of await readdir(folder).catch(() => [])) {
    if (!/^\d{1,10}$/.test(project)) continue;
    for (const day of await readdir(join(folder, project)).catch(() => [])) {
      for (const name of await readdir(join(folder, project, day)).catch(() => [])) {
        const [, id] = /^([0-9a-f-]{36})\.parquet$/.exec(name) ?? [];
        if (id) places.push({ projectId: Number(project), day, id });
      }
    }
  }
  return places;
}
