import { transaction } from "@/lib/db/transaction";
import { withFiles } from "@/lib/logs/bucket/hold-files";
import { filePath } from "./folder";
import { insertFiles } from "./insert-files";
import { withWriter } from "./open-writer";
import type { StoredFile } from "./read-snapshot";
import { selectFiles } from "./select-files";
import { LostRace, openJob, record } from "./work-job";
import { checksumOf, noteFailure, writeFile } from "./write-file";

/** A file of the catalog with all that its successor takes over. */
export interface CatalogFile extends StoredFile {
  rawBytes: number;
  checksum: string;
  sealedAt: Date;
}

export interface Replacement {
  folder: string;
  files: readonly CatalogFile[];
  now: Date;
  /** The lines that stay, as a condition of DuckDB; all of them by default. */
  where?: string;
  /** Called between the steps, by name: for tests, which stop there. */
  onStep?: (step: "written" | "published" | "committed") => void;
}

/**
 * More lines than this are not sorted in the memory that there is. They are put behind each other as they are, file by file in
 * the order of time: only row groups at the seams overlap.
 */
const MOST_SORTED = 131_072;

/** Why files were not replaced; they stay as they are. */
export class DamagedFile extends Error {}

/**
 * Writes the lines of files of one project and day into one file that stands for them from one moment on. The old files stay
 * on the disk for queries under way, see `removeReplaced`. Gives notes for the log. Throws DamagedFile when one is not what was
 * written once.
 */
export async function replaceFiles(replacement: Replacement): Promise<string[]> {
  return withFiles(replacement.folder, replacement.files, () => replace(replacement));
}

async function replace({ folder, files, now, where, onStep }: Replacement): Promise<string[]> {
  const [first] = files;
  if (!first) return [];
  const { projectId, day } = first;
  // What was damaged on the disk must not be sealed anew with a fresh checksum.
  for (const file of files) {
    const found = await checksumOf(filePath(folder, file)).catch(() => null);
    if (found !== file.checksum)
      throw new DamagedFile(`${filePath(folder, file)} is ${found === null ? "not there" : "damaged"}`);
  }
  const job = await openJob(folder);
  const notes: string[] = [];
  let isPublished = false;
  try {
    const lines = files.reduce((sum, each) => sum + each.lines, 0);
    const { select, columns } = selectFiles(folder, files, where);
    const file = await withWriter({ folder, keys: columns.length }, (writer) =>
      writeFile(writer, {
        folder: job.folder,
        day,
        select: `SELECT * FROM (${select})`,
        isSorted: lines > MOST_SORTED,
        columns,
      }),
    );
    if (!where && file?.lines !== lines)
      throw new Error(`Of ${lines} lines ${file?.lines ?? 0} were written.`);
    if (file) notes.push(...noteFailure(file));
    onStep?.("written");
    isPublished = true;
    if (file) await job.publish([{ ...file, projectId }]);
    onStep?.("published");
    const raw = files.reduce((sum, each) => sum + each.rawBytes, 0);
    const rawBytes = Math.round((raw * (file?.lines ?? 0)) / Math.max(lines, 1));
    const sealedAt = new Date(Math.min(...files.map((each) => each.sealedAt.getTime())));
    await record(job, () =>
      transaction(async (db) => {
        const { rowCount } = await db.query(
          "UPDATE log_file SET replaced_at = $3 WHERE project_id = $1 AND id = ANY ($2::uuid[]) AND replaced_at IS NULL",
          [projectId, files.map(({ id }) => id), now],
        );
        if (rowCount !== files.length) throw new LostRace();
        if (file) await insertFiles(db, projectId, [{ file, rawBytes, sealedAt }]);
      }),
    );
    onStep?.("committed");
  } catch (error) {
    if (!isPublished) await job.close();
    if (!(error instanceof LostRace)) throw error;
  }
  await job.close();
  return notes;
}
