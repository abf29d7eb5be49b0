import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";

/** The stored form of one dead letter, as ingest wrote it. @throws NotFoundError */
export async function readDeadLetter(
  ctx: Context,
  { slug, eventId }: { slug: string; eventId: string },
): Promise<{ eventId: string; record: Buffer }> {
  authorize(ctx, "event:read");
  const { id } = await findProject(ctx, slug);
  const { rows } = await pool().query<{ record: Buffer }>(
    "SELECT record FROM dead_letter WHERE project_id = $1 AND event_id = $2",
    [id, eventId],
  );
  if (!rows[0]) throw new NotFoundError();
  return { eventId, record: rows[0].record };
}
