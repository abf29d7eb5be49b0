import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/health/report";
import { moveChunk } from "./move-chunk";
import { settleCounts } from "./settle-counts";

export interface MoveOptions {
  /** Of this project only; of all when there is none. */
  projectId?: number;
  signal?: AbortSignal;
  /** Hears how many events went in each transaction. */
  onMoved?: (quantity: number) => void;
}

/** How often rows that somebody else holds are asked for, and how long they get in between. */
const TRIES = 5;
const PAUSE_MS = 100;

/**
 * Moves the events that merges and unmerges left to be moved, and removes those of deleted issues, some thousands in a
 * transaction, until none is left. What a move could not have (another process is at it, or a sweep holds the rows) stays
 * for the next call. Safe to interrupt at any moment and to run in several processes. Returns how many events went.
 */
export async function finishMoves({ projectId, signal, onMoved }: MoveOptions = {}): Promise<number> {
  const { rows } = await pool().query<{ projectId: number; id: number }>(
    `SELECT project_id AS "projectId", id FROM issue_move WHERE $1::int IS NULL OR project_id = $1
      ORDER BY project_id, id`,
    [projectId ?? null],
  );
  let moved = 0;
  for (const move of rows) {
    let tries = TRIES;
    while (tries > 0) {
      if (signal?.aborted) break;
      const chunk = await moveChunk(move);
      moved += chunk.moved;
      onMoved?.(chunk.moved);
      if (chunk.state === "finished") break;
      if (chunk.state === "going") continue;
      tries--;
      await sleep(PAUSE_MS);
    }
  }
  await settleCounts(projectId);
  reportTrouble("moves", null);
  return moved;
}
