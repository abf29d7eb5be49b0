import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { formatShortId } from "@/lib/issues/short-id";
import { eventIdSchema } from "./schemas";

/**
 * Finds the issue of an event by the event's id alone, as an SDK returns it. Of two projects that stored the same
 * id, the newer event wins.
 * @throws NotFoundError
 */
export async function findEvent(
  ctx: Context,
  eventId: string,
): Promise<{ shortId: string; eventId: string }> {
  authorize(ctx, "event:read");
  const id = eventIdSchema.safeParse(eventId);
  if (!id.success) throw new NotFoundError();
  const { rows } = await pool().query<{ prefix: string; number: number }>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number
     FROM project p
     JOIN event e ON e.project_id = p.id AND e.id = $1
     JOIN issue own ON own.project_id = e.project_id AND own.id = e.issue_id
     JOIN issue i ON i.project_id = own.project_id AND i.id = coalesce(own.merged_into, own.id)
     WHERE $2::int[] IS NULL OR p.id = ANY($2)
     ORDER BY e.received_at DESC LIMIT 1`,
    [id.data, ctx.actor.projectIds],
  );
  if (!rows[0]) throw new NotFoundError();
  return { shortId: formatShortId(rows[0].prefix, rows[0].number), eventId: id.data };
}
