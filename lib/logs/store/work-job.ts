import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pool } from "@/lib/db/pool";
import { isInBucket, publishToBucket } from "@/lib/logs/bucket/publish-files";
import { removeFiles } from "@/lib/logs/bucket/remove-files";
import { type FilePlace, filePath, workFolder } from "./folder";
import { holdLock } from "./hold-lock";
import type { WrittenFile } from "./write-file";

const PLAN = "plan.json";
const PREFIX = "job-";

/** Work that makes files: a folder for all that is unfinished, gone when the work is done or, after a crash, by `cleanJobs`. */
export interface WorkJob {
  folder: string;
  /**
   * Moves finished files to their places, in the folder or in the bucket. What it is about to move is written down and fsynced before: files that are in place
   * and in no catalog after a crash are found by that.
   */
  publish(files: readonly (FilePlace & WrittenFile)[]): Promise<void>;
  /** Takes back what was published, when it is certain that no catalog has it. */
  withdraw(): Promise<void>;
  /** Ends the work; what was published stays. */
  close(): Promise<void>;
}

/** Begins a job. */
export async function openJob(folder: string): Promise<WorkJob> {
  const own = join(workFolder(folder), `${PREFIX}${randomUUID()}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  let published: readonly FilePlace[] = [];
  return {
    folder: own,
    async publish(files) {
      const isRemote = isInBucket();
      published = files.map(({ projectId, id, day }) => ({ projectId, id, day, isRemote }));
      await writeSynced(join(own, PLAN), JSON.stringify(published));
      await syncFolder(own);
      if (isRemote) return await publishToBucket(folder, files);
      for (const file of files) {
        const target = filePath(folder, file);
        const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        await rename(file.path, target);
        await syncFolder(dirname(target));
        // A new folder must be on the disk too, and the one that it was made in.
        if (made) await Promise.all([dirname(dirname(target)), folder].map(syncFolder));
      }
    },
    async withdraw() {
      // What the bucket does not give back now is found by `removeLeftovers`.
      await removeFiles(folder, published);
    },
    close: () => rm(own, { recursive: true, force: true }),
  };
}

/**
 * Runs the transaction that makes published files count. When the database says that it did not happen, they are taken
 * back; when nobody knows, the job's folder stays, and `cleanJobs` asks the catalog later.
 */
export async function record(job: WorkJob, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof LostRace) await job.withdraw();
    throw error;
  }
}

/** What was to be replaced is not there any more: another process was first. */
export class LostRace extends Error {}

/**
 * Removes what interrupted work left behind and nobody touched for `graceMs`: its folder, and the files that it put in place
 * without getting them into the catalog. Gives how many jobs went. While somebody seals or replaces files, nothing is done: by
 * a clock that jumped, even work in hand looks old.
 */
export async function cleanJobs(folder: string, graceMs: number, now = Date.now()): Promise<number> {
  const removed = await holdLock("seal", () => holdLock("files", () => removeOld(folder, graceMs, now)));
  return removed ?? 0;
}

async function removeOld(folder: string, graceMs: number, now: number): Promise<number> {
  const names = await readdir(workFolder(folder)).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const own = join(workFolder(folder), name);
    const age =
      now -
      (await stat(own).then(
        ({ mtimeMs }) => mtimeMs,
        () => now,
      ));
    if (age < graceMs || !/^(job|hot)-/.test(name)) continue;
    if (name.startsWith(PREFIX)) await removeUnknown(folder, own);
    await rm(own, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

async function removeUnknown(folder: string, own: string): Promise<void> {
  const text = await readFile(join(own, PLAN), "utf8").catch(() => "[]");
  const planned = readPlan(text);
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id::text FROM log_file WHERE id = ANY ($1::uuid[])",
    [planned.map(({ id }) => id)],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = planned.filter(({ id }) => !known.has(id));
  const { error } = await removeFiles(folder, unknown);
  if (error) throw error;
}

/** A plan that was cut by the crash was not acted on: nothing is moved before it is whole on the disk. */
function readPlan(text: string): FilePlace[] {
  try {
    return JSON.parse(text) as FilePlace[];
  } catch {
    return [];
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes what was done to a folder's names durable. Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
