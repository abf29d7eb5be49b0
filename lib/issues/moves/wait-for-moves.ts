import { pool } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/health/report";
import { finishMoves } from "./finish-moves";

/** How long a person waits for events to move; the rest goes on behind the answer. */
const PATIENCE_MS = 5_000;

const FAILURE =
  "Events of a merged issue could not be moved to their place. It is tried again within the hour.";

/**
 * Moves what is to be moved in a project, for as long as a person waits. Returns how many events went, and whether there
 * are more: the move goes on without being waited for, and if this process ends, the worker goes on with it.
 */
export async function waitForMoves(projectId: number): Promise<{ moved: number; isMoving: boolean }> {
  let moved = 0;
  // What was asked for is committed: a failure is the owner's to hear and the worker's to try again.
  const work = finishMoves({ projectId, onMoved: (quantity) => (moved += quantity) }).catch(() =>
    reportTrouble("moves", FAILURE),
  );
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    }),
  ]);
  clearTimeout(timer);
  const { rowCount } = await pool().query("SELECT FROM issue_move WHERE project_id = $1 LIMIT 1", [
    projectId,
  ]);
  return { moved, isMoving: rowCount !== 0 };
}
