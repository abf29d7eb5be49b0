import type { PoolClient } from "pg";
import { textArray } from "@/lib/db/array-literal";

/** Takes a lock on each name until the transaction ends, in an order that is the same for everyone. */
export async function lockNames(db: PoolClient, kind: "event" | "hash", names: string[]): Promise<void> {
  if (names.length === 0) return;
  await db.query({
    name: "lock-names",
    text: `SELECT pg_advisory_xact_lock(key)
             FROM (SELECT DISTINCT hashtextextended($1 || name, 0) AS key FROM unnest($2::text[]) AS name ORDER BY 1) AS keys`,
    values: [kind, textArray(names)],
  });
}
