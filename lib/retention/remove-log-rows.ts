import { listPartitions } from "@/lib/db/list-partitions";
import { patiently } from "@/lib/db/patiently";
import { pool } from "@/lib/db/pool";
import { cutOf } from "./read-retention";
import type { SweepContext } from "./sweep-context";

const BATCH = 1_000;
/** So many rejections of a project are kept, the newest. */
const REJECTIONS = 1_000;
const LEVELS = 4;

interface ProjectLogs {
  id: number;
  days: number;
  levelDays: number[];
}

/** What each project keeps of logs. */
async function readLogRetention(): Promise<ProjectLogs[]> {
  const { rows } = await pool().query<ProjectLogs>(
    `SELECT id, log_retention_days AS days, coalesce(log_level_days, '{}') AS "levelDays" FROM project ORDER BY id`,
  );
  return rows;
}

/** Removes the days of log counters that no project keeps: they go by the retention of logs. Returns how many. */
export async function dropLogDays({ now, signal }: SweepContext): Promise<number> {
  const projects = await readLogRetention();
  const cut = cutOf(now, Math.max(...projects.map(({ days }) => days), 30));
  let dropped = 0;
  for (const { name, day } of await listPartitions("log_stat")) {
    if (day >= cut || signal.aborted) break;
    await patiently((db) => db.query(`DROP TABLE ${name}`));
    dropped++;
  }
  return dropped;
}

/**
 * Removes log counters that are too old for their project or their level, and rejections that are too old or too many. The
 * lines themselves are in files: lib/logs/store/sweep-logs.ts. Returns how many rows went.
 */
export async function removeLogRows({ now, signal }: SweepContext): Promise<number> {
  const remove = async (table: string, condition: string, values: unknown[]): Promise<number> => {
    let removed = 0;
    for (let batch = BATCH; batch > 0 && !signal.aborted; removed += batch) {
      const { rowCount } = await pool().query(
        `DELETE FROM ${table} WHERE (tableoid, ctid) IN (
           SELECT tableoid, ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
        values,
      );
      batch = rowCount ?? 0;
    }
    return removed;
  };
  let removed = 0;
  for (const { id, days, levelDays } of await readLogRetention()) {
    const cut = cutOf(now, days);
    removed += await remove("log_stat", "project_id = $1 AND minute < $2", [id, cut]);
    for (let level = 0; level < LEVELS; level++) {
      const own = levelDays[level] ?? 0;
      if (own === 0 || own >= days) continue;
      removed += await remove("log_stat", "project_id = $1 AND level = $2 AND minute < $3", [
        id,
        level,
        cutOf(now, own),
      ]);
    }
    removed += await remove("log_rejection", "project_id = $1 AND received_at < $2", [id, cut]);
    removed += await remove(
      "log_rejection",
      `project_id = $1 AND received_at < (SELECT received_at FROM log_rejection WHERE project_id = $1
                                           ORDER BY received_at DESC OFFSET ${REJECTIONS - 1} LIMIT 1)`,
      [id],
    );
  }
  return removed;
}
