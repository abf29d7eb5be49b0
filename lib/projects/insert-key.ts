import { randomBytes } from "node:crypto";
import type { Pool, PoolClient } from "pg";

export type NewKey = { id: string; publicKey: string };

/** Adds a key with 128 random bits as its public part; without a limit, if none is given. */
export async function insertKey(
  db: Pool | PoolClient,
  projectId: number,
  { name, eventsPerMinute = null }: { name: string; eventsPerMinute?: number | null },
): Promise<NewKey> {
  const publicKey = randomBytes(16).toString("hex");
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO project_key (project_id, name, public_key, events_per_minute)
     VALUES ($1, $2, $3, $4) RETURNING id`,
    [projectId, name, publicKey, eventsPerMinute],
  );
  if (!rows[0]) throw new Error("INSERT INTO project_key returned no row");
  return { id: rows[0].id, publicKey };
}
