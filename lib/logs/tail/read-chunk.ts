import { pool } from "@/lib/db/pool";

/** A chunk that was just stored, with its place in the order of storing; null when it is sealed or gone already. */
export async function readChunk(
  projectId: number,
  id: string,
): Promise<{ seq: string; body: Buffer } | null> {
  const { rows } = await pool().query<{ seq: string; body: Buffer }>({
    name: "tail-read-chunk",
    text: "SELECT seq::text, body FROM log_chunk WHERE project_id = $1 AND id = $2::uuid",
    values: [projectId, id],
  });
  return rows[0] ?? null;
}

/** The place of the chunk that was stored last, of those that are not sealed. */
export async function lastChunk(): Promise<string> {
  const { rows } = await pool().query<{ seq: string }>(
    "SELECT coalesce(max(seq), 0)::text AS seq FROM log_chunk",
  );
  return rows[0]?.seq ?? "0";
}

/** The chunks that were stored after one, the last `limit` of them in order. */
export async function listChunks(after: string, limit: number): Promise<{ projectId: number; id: string }[]> {
  const { rows } = await pool().query<{ projectId: number; id: string }>(
    `SELECT project_id AS "projectId", id::text FROM
       (SELECT project_id, id, seq FROM log_chunk WHERE seq > $1::bigint ORDER BY seq DESC LIMIT $2) AS last
      ORDER BY seq`,
    [after, limit],
  );
  return rows;
}
