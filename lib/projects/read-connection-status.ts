import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";
import { findProject } from "./find-project";
import type { ConnectionStatus, Project, RefusedRow } from "./schemas";

/** Whether anything has arrived at a project, and what was refused in the last 24 hours. @throws NotFoundError */
export async function readConnectionStatus(
  ctx: Context,
  { slug }: { slug: string },
): Promise<ConnectionStatus> {
  authorize(ctx, "project:read");
  const project = await findProject(ctx, slug);
  const [firstEvent, refused] = await Promise.all([findFirstEvent(project), listRefused(project.id)]);
  return { firstEvent, refused };
}

/** The oldest event of the oldest issue that still has one: two look-ups in indexes, however many events there are. */
async function findFirstEvent(project: Project): Promise<ConnectionStatus["firstEvent"]> {
  if (!project.firstEventAt) return null;
  const { rows } = await pool().query<{ number: number; eventId: string; at: Date }>(
    `SELECT i.short_id AS number, replace(e.id::text, '-', '') AS "eventId", e.received_at AS at
       FROM (SELECT id, short_id FROM issue
              WHERE project_id = $1 AND status <> 'merged' ORDER BY short_id LIMIT 100) AS i
      CROSS JOIN LATERAL (
        SELECT id, received_at FROM event
         WHERE project_id = $1 AND issue_id = i.id
         ORDER BY received_at, seq LIMIT 1
      ) AS e
      ORDER BY i.short_id LIMIT 1`,
    [project.id],
  );
  const found = rows[0];
  if (!found) return null;
  const shortId = formatShortId(project.shortPrefix, found.number);
  return { shortId, eventId: found.eventId, at: found.at.toISOString() };
}

async function listRefused(projectId: number): Promise<RefusedRow[]> {
  const { rows } = await pool().query<Omit<RefusedRow, "lastHour"> & { lastHour: Date }>(
    `SELECT outcome, reason, sum(quantity)::bigint AS quantity, max(bucket) AS "lastHour"
       FROM outcome
      WHERE project_id = $1 AND bucket >= date_trunc('hour', now()) - interval '23 hours'
        AND outcome IN ('filtered', 'rate_limited', 'invalid')
      GROUP BY outcome, reason
      ORDER BY max(bucket) DESC, sum(quantity) DESC
      LIMIT 5`,
    [projectId],
  );
  return rows.map((row) => ({ ...row, lastHour: row.lastHour.toISOString() }));
}
