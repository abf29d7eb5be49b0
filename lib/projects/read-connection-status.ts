import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { OTHER_HOSTS } from "@/lib/logs/ingest/other-hosts";
import { formatShortId } from "@/lib/issues/short-id";
import { findProject } from "./find-project";
import type { ConnectionStatus, Project, ReceivedLogs, RefusedRow } from "./schemas";

/** Reasons that are shown of each kind. */
const REASONS = 5;
const DAY_MS = 86_400_000;

/** Whether anything has arrived at a project, and what was refused in the last 24 hours. @throws NotFoundError */
export async function readConnectionStatus(
  ctx: Context,
  { slug }: { slug: string },
): Promise<ConnectionStatus> {
  authorize(ctx, "project:read");
  const project = await findProject(ctx, slug);
  const [firstEvent, logs, refused] = await Promise.all([
    findFirstEvent(project),
    readLogs(project.id),
    listRefused(project.id),
  ]);
  const of = (isLog: boolean) =>
    refused
      .filter((row) => row.isLog === isLog)
      .slice(0, REASONS)
      .map(({ outcome, reason, quantity, lastHour }) => ({ outcome, reason, quantity, lastHour }));
  return { firstEvent, logs, refused: of(false), refusedLogs: of(true) };
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

/** Lines from the counters of their outcome, the sender from the counters by host and service: never from the lines themselves. */
async function readLogs(projectId: number): Promise<ReceivedLogs | null> {
  const { rows } = await pool().query<{ lines: number }>(
    `SELECT coalesce(sum(quantity), 0)::bigint AS lines
       FROM outcome
      WHERE project_id = $1 AND bucket >= date_trunc('hour', now()) - interval '23 hours'
        AND category = 'log_item' AND outcome = 'accepted'`,
    [projectId],
  );
  const lines = rows[0]?.lines ?? 0;
  if (lines === 0) return null;
  const { rows: senders } = await pool().query<{ host: string; service: string }>(
    `SELECT host, service FROM log_stat
      WHERE project_id = $1 AND minute >= $2 AND host <> $3
      ORDER BY project_id, minute, level, host, service LIMIT 1`,
    [projectId, new Date(Date.now() - DAY_MS), OTHER_HOSTS],
  );
  return { lines, first: senders[0] ?? null };
}

async function listRefused(projectId: number): Promise<(RefusedRow & { isLog: boolean })[]> {
  const { rows } = await pool().query<Omit<RefusedRow, "lastHour"> & { lastHour: Date; isLog: boolean }>(
    `SELECT category = 'log_item' AS "isLog", outcome, reason, sum(quantity)::bigint AS quantity,
            max(bucket) AS "lastHour"
       FROM outcome
      WHERE project_id = $1 AND bucket >= date_trunc('hour', now()) - interval '23 hours'
        AND outcome IN ('filtered', 'rate_limited', 'invalid') AND category <> 'log_byte'
      GROUP BY 1, outcome, reason
      ORDER BY max(bucket) DESC, sum(quantity) DESC`,
    [projectId],
  );
  return rows.map((row) => ({ ...row, lastHour: row.lastHour.toISOString() }));
}
