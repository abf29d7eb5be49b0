import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import { readCursor, writeCursor } from "./cursor";
import { type DeadLetterPage, deadLetterPageSize, type DeadLetterRow } from "./schemas";

type Row = Omit<DeadLetterRow, "receivedAt" | "lastTriedAt"> & { receivedAt: Date; lastTriedAt: Date };

/** The dead letters of a project, latest received first, 50 at a time. @throws NotFoundError, InvalidInputError */
export async function listDeadLetters(
  ctx: Context,
  { slug, cursor }: { slug: string; cursor?: string },
): Promise<DeadLetterPage> {
  authorize(ctx, "event:read");
  const { id } = await findProject(ctx, slug);
  const after = cursor === undefined ? null : readCursor(cursor);
  const { rows } = await pool().query<Row>(
    `SELECT replace(event_id::text, '-', '') AS "eventId", title, received_at AS "receivedAt", code, error, attempts,
            last_tried_at AS "lastTriedAt"
       FROM dead_letter
      WHERE project_id = $1
        AND ($2::timestamptz IS NULL OR (received_at, event_id) < ($2, $3::uuid))
      ORDER BY received_at DESC, event_id DESC
      LIMIT $4`,
    [id, after && new Date(after.receivedAt), after?.eventId ?? null, deadLetterPageSize + 1],
  );
  const page = rows.slice(0, deadLetterPageSize);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      lastTriedAt: row.lastTriedAt.toISOString(),
    })),
    nextCursor:
      last && rows.length > page.length
        ? writeCursor({ receivedAt: last.receivedAt.getTime(), eventId: last.eventId })
        : null,
  };
}
