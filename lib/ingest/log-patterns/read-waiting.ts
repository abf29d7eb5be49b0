import { pool } from "@/lib/db/pool";
import type { LivePattern } from "@/lib/logs/issues/read-patterns";

/** Lines that are read at once, so that nothing else waits long; a chunk has at most 8,000. */
const MOST_LINES = 8_000;
const MOST_CHUNKS = 200;

/** A chunk whose lines are not counted yet. */
export interface WaitingChunk {
  id: string;
  receivedAt: Date;
  lines: number;
  body: Buffer;
}

/** The next chunks of a project that one of its patterns is to be held against, those that were sealed meanwhile first. */
export async function readWaiting(
  projectId: number,
  patterns: readonly LivePattern[],
): Promise<WaitingChunk[]> {
  const since = new Date(Math.min(...patterns.map((pattern) => pattern.since.getTime())));
  const { rows } = await pool().query<{ id: string; lines: number }>(
    `SELECT id::text, lines FROM log_uncounted WHERE project_id = $1
     UNION ALL
     (SELECT id::text, lines FROM log_chunk
       WHERE project_id = $1 AND NOT is_counted AND received_at > $2 ORDER BY seq LIMIT ${MOST_CHUNKS})`,
    [projectId, patterns.length > 0 ? since : "infinity"],
  );
  const chosen: string[] = [];
  let lines = 0;
  for (const row of rows) {
    if (chosen.length > 0 && lines + row.lines > MOST_LINES) break;
    chosen.push(row.id);
    lines += row.lines;
  }
  // In one statement: a chunk stands in one of both.
  const found = await pool().query<WaitingChunk>(
    `SELECT id::text, received_at AS "receivedAt", lines, body FROM log_uncounted
      WHERE project_id = $1 AND id = ANY ($2::uuid[])
     UNION ALL
     SELECT id::text, received_at, lines, body FROM log_chunk
      WHERE project_id = $1 AND id = ANY ($2::uuid[]) AND NOT is_counted`,
    [projectId, chosen],
  );
  return found.rows.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}
