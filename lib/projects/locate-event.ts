import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";
import { findProject } from "./find-project";

/** Under which issue an event of the last day lies; null while it is not in the database. @throws NotFoundError */
export async function locateEvent(
  ctx: Context,
  { slug, eventId }: { slug: string; eventId: string },
): Promise<{ shortId: string; eventId: string } | null> {
  authorize(ctx, "event:read");
  const project = await findProject(ctx, slug);
  const { rows } = await pool().query<{ number: number }>(
    `SELECT i.short_id AS number
       FROM event e JOIN issue i ON i.project_id = e.project_id AND i.id = e.issue_id
      WHERE e.project_id = $1 AND e.id = $2 AND e.received_at > now() - interval '1 day'`,
    [project.id, eventId],
  );
  return rows[0] ? { shortId: formatShortId(project.shortPrefix, rows[0].number), eventId } : null;
}
