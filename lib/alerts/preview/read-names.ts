import { pool } from "@/lib/db/pool";
import type { RecipientKey } from "@/lib/notifications/enqueue";

/** What channels and people are called. */
export async function readNames(keys: readonly RecipientKey[]): Promise<Map<RecipientKey, string>> {
  const { rows } = await pool().query<{ key: RecipientKey; name: string }>(
    `SELECT 'channel:' || id::text AS key, name FROM channel WHERE 'channel:' || id::text = ANY ($1::text[])
     UNION ALL SELECT 'user:' || id, name FROM app_user WHERE 'user:' || id = ANY ($1::text[])`,
    [keys],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}
