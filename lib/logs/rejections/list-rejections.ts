import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import { readCursor, writeCursor } from "./cursor";
import { type RejectionPage, rejectionPageSize, type RejectionRow } from "./schemas";

const PREVIEW_BYTES = 500;

type Row = Omit<RejectionRow, "receivedAt" | "preview"> & { receivedAt: Date; preview: Buffer };

/** What a project's senders sent and had refused, latest first, 50 at a time. @throws NotFoundError, InvalidInputError */
export async function listRejections(
  ctx: Context,
  { project, cursor }: { project: string; cursor?: string },
): Promise<RejectionPage> {
  authorize(ctx, "log:read");
  const { id } = await findProject(ctx, project);
  const after = cursor === undefined ? null : readCursor(cursor);
  const { rows } = await pool().query<Row>(
    `SELECT id, received_at AS "receivedAt", door, reason, detail, remote, bytes,
            octet_length(sample) AS "sampleBytes", substr(sample, 1, $5) AS preview
       FROM log_rejection
      WHERE project_id = $1 AND ($2::timestamptz IS NULL OR (received_at, id) < ($2, $3::uuid))
      ORDER BY received_at DESC, id DESC
      LIMIT $4`,
    [id, after && new Date(after.receivedAt), after?.id ?? null, rejectionPageSize + 1, PREVIEW_BYTES],
  );
  const page = rows.slice(0, rejectionPageSize);
  const last = page.at(-1);
  const isMore = last && rows.length > page.length;
  return {
    rows: page.map((row) => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      preview: row.preview.toString(),
    })),
    nextCursor: isMore ? writeCursor({ receivedAt: last.receivedAt.getTime(), id: last.id }) : null,
  };
}
