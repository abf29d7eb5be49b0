import { pool } from "@/lib/db/pool";

/** A row of `dead_letter`, as far as trying again needs it. */
export interface DeadLetter {
  projectId: number;
  /** 32 hex digits. */
  eventId: string;
  keyId: string;
  receivedAt: Date;
  /** The reason under which it is counted. */
  code: string;
  record: Buffer;
}

/** Those of the letters that are still there, by event id. */
export async function readLetters(projectId: number, eventIds: string[]): Promise<DeadLetter[]> {
  const { rows } = await pool().query<DeadLetter>(
    `SELECT project_id AS "projectId", replace(event_id::text, '-', '') AS "eventId", key_id AS "keyId",
            received_at AS "receivedAt", code, record
       FROM dead_letter
      WHERE project_id = $1 AND event_id = ANY($2::uuid[])
      ORDER BY event_id`,
    [projectId, eventIds],
  );
  return rows;
}
