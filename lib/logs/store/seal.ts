import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { UpkeepReport } from "@/lib/logs/engine/upkeep";
import { removeSealed } from "@/lib/logs/issues/remove-sealed";
import { holdLock } from "./hold-lock";
import { insertFiles, shareBytes } from "./insert-files";
import { isDamage, isOutOfMemory } from "./is-damage";
import { withWriter } from "./open-writer";
import { chunkPath } from "./select-chunks";
import { type SealedChunk, sealChunks } from "./seal-chunks";
import { LostRace, openJob, record } from "./work-job";
import { noteFailure } from "./write-file";

/** A chunk waits no longer than this; chunks with this many lines together wait for nothing. */
export const SEAL_AGE_MS = 60_000;
export const SEAL_LINES = 65_536;
/** What is sealed at once, so that memory stays small. */
const MOST_CHUNKS = 1_000;
/** Not packed: half as much again is more than the writer's memory holds. */
const MOST_BYTES = 25_165_824;

/** Where damaged chunks are laid, for a person to look at. */
const DAMAGED = "damaged";

export interface SealOptions {
  folder: string;
  now?: Date;
  signal?: AbortSignal | undefined;
  /** Called between the steps of a file's life, by its name: for tests, which stop there. */
  onStep?: (step: SealStep) => void;
}

export type SealStep = "opened" | "written" | "published" | "recorded" | "committed";

interface Candidate {
  id: string;
  /** Not packed. */
  bytes: number;
  lines: number;
}

/**
 * Moves chunks that are old or many enough into files, project by project. Each portion is one transaction with its files:
 * whoever reads sees the lines in the chunks or in the files. A chunk that cannot be read is laid aside as a file in
 * `damaged/`, and is trouble.
 */
export async function seal(options: SealOptions): Promise<UpkeepReport> {
  const report: UpkeepReport = { notes: [], trouble: null };
  await holdLock("seal", async () => {
    const failures: unknown[] = [];
    for (const projectId of await listDue(options.now ?? new Date())) {
      try {
        while (!options.signal?.aborted && (await sealPortion(projectId, options, report)));
      } catch (error) {
        // One project's trouble is not the others'.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  });
  return report;
}

/** The projects that have something to seal. Cheap: the table holds what came within a minute. */
export async function listDue(now: Date): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT project_id AS id FROM log_chunk GROUP BY project_id
     HAVING min(received_at) <= $1 OR sum(lines) >= $2 OR sum(raw_bytes) >= $3 ORDER BY min(received_at)`,
    [new Date(now.getTime() - SEAL_AGE_MS), SEAL_LINES, MOST_BYTES],
  );
  return rows.map(({ id }) => id);
}

/** Seals the oldest chunks; says whether more than a file's worth is left. */
async function sealPortion(projectId: number, options: SealOptions, report: UpkeepReport): Promise<boolean> {
  const { rows } = await pool().query<Candidate>(
    `SELECT id::text, lines, raw_bytes AS bytes FROM log_chunk WHERE project_id = $1 ORDER BY seq LIMIT ${MOST_CHUNKS}`,
    [projectId],
  );
  const portion: Candidate[] = [];
  let [lines, bytes] = [0, 0];
  for (const candidate of rows) {
    if (portion.length > 0 && (lines >= SEAL_LINES || bytes + candidate.bytes > MOST_BYTES)) break;
    portion.push(candidate);
    lines += candidate.lines;
    bytes += candidate.bytes;
  }
  if (portion.length === 0) return false;
  await sealSome(
    projectId,
    portion.map(({ id }) => id),
    options,
    report,
  );
  const left = rows.slice(portion.length);
  const linesLeft = left.reduce((sum, candidate) => sum + candidate.lines, 0);
  const bytesLeft = left.reduce((sum, candidate) => sum + candidate.bytes, 0);
  return linesLeft >= SEAL_LINES || bytesLeft >= MOST_BYTES || rows.length === MOST_CHUNKS;
}

/**
 * Seals these. Where that cannot be, for a damaged chunk among them or because they are too much for the memory, each half by
 * itself; a chunk that stands alone is tried once more with more memory and the least demands on its text.
 */
async function sealSome(
  projectId: number,
  ids: string[],
  options: SealOptions,
  report: UpkeepReport,
  isGenerous = false,
): Promise<void> {
  const { folder, onStep, now = new Date() } = options;
  const { rows } = await pool().query<SealedChunk>(
    `SELECT id::text, lines, coalesce(keys, '{}') AS keys, raw_bytes AS raw, body FROM log_chunk
      WHERE project_id = $1 AND id = ANY ($2::uuid[]) ORDER BY seq`,
    [projectId, ids],
  );
  const job = await openJob(folder);
  let isPublished = false;
  try {
    onStep?.("opened");
    const files = await withWriter({ folder, keys: countKeys(rows), isGenerous }, (writer) =>
      sealChunks(writer, job.folder, rows, isGenerous),
    ).catch(async (error: Error) => {
      const isTooMuch = isOutOfMemory(error);
      if (!isDamage(error) && !(isTooMuch && !isGenerous)) throw error;
      if (isGenerous) await setAside(projectId, rows[0], error, options, report);
      return null;
    });
    if (!files) {
      await job.close();
      if (isGenerous) return;
      if (ids.length === 1) return await sealSome(projectId, ids, options, report, true);
      const half = ids.length >> 1;
      await sealSome(projectId, ids.slice(0, half), options, report);
      await sealSome(projectId, ids.slice(half), options, report);
      return;
    }
    report.notes.push(...files.flatMap(noteFailure));
    onStep?.("written");
    isPublished = true;
    await job.publish(files.map((file) => ({ ...file, projectId })));
    onStep?.("published");
    const shares = shareBytes(
      rows.reduce((sum, { raw }) => sum + raw, 0),
      files,
    );
    const entries = files.map((file, index) => ({ file, rawBytes: shares[index] ?? 0, sealedAt: now }));
    await record(job, async () => {
      await transaction(async (db) => {
        await insertFiles(db, projectId, entries);
        const ids = rows.map(({ id }) => id);
        if ((await removeSealed(db, projectId, ids)) !== rows.length) throw new LostRace();
        onStep?.("recorded");
      });
    });
    onStep?.("committed");
  } catch (error) {
    if (!isPublished) await job.close();
    // Somebody else sealed them, whose files count.
    if (!(error instanceof LostRace)) throw error;
  }
  await job.close();
}

function countKeys(chunks: readonly SealedChunk[]): number {
  return new Set(chunks.flatMap(({ keys }) => keys)).size;
}

async function setAside(
  projectId: number,
  chunk: SealedChunk | undefined,
  error: Error,
  { folder }: SealOptions,
  report: UpkeepReport,
): Promise<void> {
  if (!chunk) return;
  await mkdir(join(folder, DAMAGED), { recursive: true, mode: 0o700 });
  const path = chunkPath(join(folder, DAMAGED), chunk.id);
  await writeFile(path, chunk.body, { mode: 0o600, flush: true });
  await pool().query("DELETE FROM log_chunk WHERE project_id = $1 AND id = $2", [projectId, chunk.id]);
  report.trouble = `Log lines could not be read and were set aside: ${chunk.lines} lines of project ${projectId}, in ${path}.`;
  report.notes.push(`${report.trouble} ${error.message.split("\n", 1)[0]}`);
}
