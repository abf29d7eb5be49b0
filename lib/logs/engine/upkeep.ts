/** What the worker asks of the engine's process beside queries: each task writes files with DuckDB, under its limits. */
export const upkeepTasks = ["seal", "compact", "sweep", "move"] as const;
export type UpkeepTask = (typeof upkeepTasks)[number];

/** What a task did. */
export interface UpkeepReport {
  /** For the log, a sentence each. */
  notes: string[];
  /** What an owner must hear of; null when all is well. */
  trouble: string | null;
}

/** Whoever can do upkeep; see UpkeepTask. */
export interface LogUpkeep {
  upkeep(task: UpkeepTask, signal?: AbortSignal): Promise<UpkeepReport>;
}
