import { pool } from "@/lib/db/pool";
import type { StoredFile } from "@/lib/logs/store/read-snapshot";
import type { ObjectFacts } from "./open-bucket";

const BATCH = 500;

/** What files must be, by the catalog. */
export async function readFacts(files: readonly StoredFile[]): Promise<Map<string, ObjectFacts>> {
  const facts = new Map<string, ObjectFacts>();
  for (let at = 0; at < files.length; at += BATCH) {
    const some = files.slice(at, at + BATCH);
    const { rows } = await pool().query<{ id: string; bytes: number; sha256: string }>(
      `SELECT id::text, file_bytes AS bytes, checksum AS sha256 FROM log_file
        WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])`,
      [[...new Set(some.map(({ projectId }) => projectId))], some.map(({ id }) => id)],
    );
    for (const { id, bytes, sha256 } of rows) facts.set(id, { bytes, sha256 });
  }
  return facts;
}
