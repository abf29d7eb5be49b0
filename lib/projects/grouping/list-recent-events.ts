import { pool } from "@/lib/db/pool";

/** Where to find a stored event. */
export interface EventPlace {
  /** UUID, as stored. */
  id: string;
  issueId: number;
  receivedAt: Date;
}

/** How far back is looked, in hours, one after the other until there are enough. */
const WINDOWS = [1 / 60, 1, 24, 7 * 24, 30 * 24, 10 * 365 * 24];

/**
 * The newest events of a project, newest first. There is no index by time alone, so they are found through the issues:
 * the newest `limit` events belong to the `limit` issues that were seen last. Windows of time keep that narrow: a busy
 * project has enough in its last minute, and a quiet one has few issues.
 */
export async function listRecentEvents(projectId: number, limit: number): Promise<EventPlace[]> {
  let places: EventPlace[] = [];
  for (const hours of WINDOWS) {
    const { rows } = await pool().query<EventPlace>(
      `SELECT e.id, e.issue_id AS "issueId", e.received_at AS "receivedAt"
         FROM unnest(ARRAY['unresolved', 'resolved', 'archived', 'merged']) AS known (status)
        CROSS JOIN LATERAL (
          SELECT i.id FROM issue i
           WHERE i.project_id = $1 AND i.status = known.status AND i.last_seen >= $2
           ORDER BY i.last_seen DESC LIMIT $3) AS i
        CROSS JOIN LATERAL (
          SELECT id, issue_id, received_at, seq FROM event
           WHERE project_id = $1 AND issue_id = i.id AND received_at >= $2
           ORDER BY received_at DESC, seq DESC LIMIT $3) AS e
        ORDER BY e.received_at DESC, e.seq DESC LIMIT $3`,
      [projectId, new Date(Date.now() - hours * 3_600_000), limit],
    );
    places = rows;
    if (places.length >= limit) break;
  }
  return places;
}

/** The packed payloads of events that lie close together in time, by id. */
export async function readPayloads(projectId: number, places: EventPlace[]): Promise<Map<string, Buffer>> {
  const times = places.map(({ receivedAt }) => receivedAt.getTime());
  const { rows } = await pool().query<{ id: string; payload: Buffer }>(
    `SELECT id, payload FROM event
      WHERE project_id = $1 AND id = ANY($2::uuid[]) AND received_at BETWEEN $3 AND $4`,
    [projectId, places.map(({ id }) => id), new Date(Math.min(...times)), new Date(Math.max(...times))],
  );
  return new Map(rows.map(({ id, payload }) => [id, payload]));
}
