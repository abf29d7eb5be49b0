import { dayOf, dayText } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import type { UpkeepReport } from "@/lib/logs/engine/upkeep";
import { holdLock } from "./hold-lock";
import { listFiles } from "./list-files";
import { FILE_LINES, planCompaction } from "./plan-compaction";
import { DamagedFile, type Replacement, replaceFiles } from "./replace-files";

export interface CompactOptions {
  folder: string;
  now?: Date;
  signal?: AbortSignal | undefined;
  onStep?: Replacement["onStep"];
}

/** Makes one of many small files, per project and day; see planCompaction for when. */
export async function compact({
  folder,
  now = new Date(),
  signal,
  onStep,
}: CompactOptions): Promise<UpkeepReport> {
  const report: UpkeepReport = { notes: [], trouble: null };
  await holdLock("files", async () => {
    for (const { project, day } of await listCrowded()) {
      // Lines of yesterday may still be on their way for some time.
      const isOver = day < dayText(dayOf(new Date(now.getTime() - 3_600_000)));
      for (const files of planCompaction(await listFiles(project, day), isOver)) {
        if (signal?.aborted) return;
        try {
          report.notes.push(...(await replaceFiles({ folder, files, now, ...(onStep && { onStep }) })));
        } catch (error) {
          // Files that are too wide to be sorted in memory stay as they are.
          if (/^out of memory/i.test((error as Error).message)) {
            report.notes.push(`Files of logs of ${day} stay small: not enough memory to make them one`);
            continue;
          }
          if (!(error instanceof DamagedFile)) throw error;
          report.trouble = `A file of logs cannot be read: ${error.message}.`;
          report.notes.push(report.trouble);
        }
      }
    }
  });
  return report;
}

/** The days with more than one small file, oldest first. */
export async function listCrowded(): Promise<{ project: number; day: string }[]> {
  const { rows } = await pool().query<{ project: number; day: string }>(
    `SELECT project_id AS project, to_char(day, 'YYYY-MM-DD') AS day FROM log_file
      WHERE replaced_at IS NULL AND lines <= $1 GROUP BY project_id, day HAVING count(*) > 1 ORDER BY day, project_id`,
    [FILE_LINES / 2],
  );
  return rows;
}
