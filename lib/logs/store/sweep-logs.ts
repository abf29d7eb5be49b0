import { dayText } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import type { UpkeepReport } from "@/lib/logs/engine/upkeep";
import { cutOf } from "@/lib/retention/read-retention";
import { holdLock } from "./hold-lock";
import { listFiles } from "./list-files";
import { removeReplaced } from "./remove-replaced";
import { DamagedFile, replaceFiles } from "./replace-files";

export interface SweepOptions {
  folder: string;
  now?: Date;
  signal?: AbortSignal | undefined;
}

interface ProjectLogs {
  id: number;
  days: number;
  levelDays: number[];
}

/** The severities of each category, as a condition; in the order of `level_lines`. */
const levelConditions = ["l <= 8", "l BETWEEN 9 AND 12", "l BETWEEN 13 AND 16", "l >= 17"];

/**
 * Removes the lines that are too old for their project, whole files, and writes files again without the levels that are kept
 * for a shorter time. A line goes by the day of its own time, and at the latest by the day on which it was sealed: a sender
 * whose clock is ahead does not keep it for ever. Lines of projects that are gone go too. Files leave the disk ten minutes
 * after the catalog.
 */
export async function sweepLogs({ folder, now = new Date(), signal }: SweepOptions): Promise<UpkeepReport> {
  const report: UpkeepReport = { notes: [], trouble: null };
  await holdLock("files", async () => {
    await forgetLostProjects(now);
    const { rows } = await pool().query<ProjectLogs>(
      `SELECT id, log_retention_days AS days, coalesce(log_level_days, '{}') AS "levelDays" FROM project ORDER BY id`,
    );
    let expired = 0;
    const failures: unknown[] = [];
    for (const project of rows) {
      const { rowCount } = await pool().query(
        `UPDATE log_file SET replaced_at = $3
          WHERE project_id = $1 AND replaced_at IS NULL AND (day < $2::date OR sealed_at < $2::date)`,
        [project.id, dayText(cutOf(now, project.days)), now],
      );
      expired += rowCount ?? 0;
      // One project's trouble is not the others'.
      await dropLevels(project, { folder, now, signal }, report).catch((error) => failures.push(error));
    }
    if (expired > 0) report.notes.push(`Retention: files of logs: ${expired}`);
    await removeReplaced(folder, now);
    if (failures.length > 0) throw failures[0];
  });
  return report;
}

async function dropLevels(
  { id, days, levelDays }: ProjectLogs,
  { folder, now = new Date(), signal }: SweepOptions,
  report: UpkeepReport,
): Promise<void> {
  const cuts = levelConditions.map((_, index) => {
    const own = levelDays[index] ?? 0;
    return own > 0 && own < days ? dayText(cutOf(now, own)) : "0001-01-01";
  });
  const { rows } = await pool().query<{ id: string; day: string; drop: boolean[] }>(
    `SELECT id::text, to_char(day, 'YYYY-MM-DD') AS day,
            ARRAY(SELECT day < cut AND level_lines[place] > 0
                    FROM unnest($2::date[]) WITH ORDINALITY AS c (cut, place) ORDER BY place) AS drop
       FROM log_file
      WHERE project_id = $1 AND replaced_at IS NULL
        AND EXISTS (SELECT FROM unnest($2::date[], level_lines) AS c (cut, lines) WHERE day < cut AND lines > 0)
      ORDER BY day`,
    [id, cuts],
  );
  for (const { id: fileId, day, drop } of rows) {
    if (signal?.aborted) return;
    const files = (await listFiles(id, day)).filter((file) => file.id === fileId);
    const gone = levelConditions.filter((_, index) => drop[index]).join(" OR ");
    try {
      // A line without a level is none of those.
      const where = `NOT coalesce(${gone}, false)`;
      report.notes.push(...(await replaceFiles({ folder, files, now, where })));
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      report.trouble = `A file of logs cannot be read: ${error.message}.`;
      report.notes.push(report.trouble);
    }
  }
}

/** Projects are removed without knowing of files; what is left of them is nobody's. */
async function forgetLostProjects(now: Date): Promise<void> {
  await pool().query(
    "UPDATE log_file SET replaced_at = $1 WHERE replaced_at IS NULL AND project_id NOT IN (SELECT id FROM project)",
    [now],
  );
  for (const table of ["log_chunk", "log_stat", "log_rejection"]) {
    await pool().query(`DELETE FROM ${table} WHERE project_id NOT IN (SELECT id FROM project)`);
  }
}
