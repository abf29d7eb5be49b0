import { pool } from "@/lib/db/pool";
import { versionKey } from "./version-key";

const BATCH = 1_000;

/**
 * Gives releases that a migration made of older counters their place in the order of versions. Such rows have the package
 * '', which no version has. Returns how many there were.
 */
export async function fillVersionKeys(signal: AbortSignal): Promise<number> {
  let filled = 0;
  for (let batch = BATCH; batch === BATCH && !signal.aborted; filled += batch) {
    const { rows } = await pool().query<{ projectId: number; version: string }>(
      `SELECT project_id AS "projectId", version FROM release WHERE package = '' LIMIT ${BATCH}`,
    );
    batch = rows.length;
    if (batch === 0) break;
    const keys = rows.map(({ version }) => versionKey(version));
    await pool().query(
      `UPDATE release r SET package = t.package, version_key = t.key
         FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS t (project_id, version, package, key)
        WHERE r.project_id = t.project_id AND r.version = t.version AND r.package = ''`,
      [
        rows.map(({ projectId }) => projectId),
        rows.map(({ version }) => version),
        keys.map((key) => key?.package ?? null),
        keys.map((key) => key?.key ?? null),
      ],
    );
  }
  return filled;
}
