import { pool } from "@/lib/db/pool";
import { cutOf } from "@/lib/retention/read-retention";
import type { Search } from "./open-search";

/**
 * Whether lines that have no counters may lie in a stretch: those that came when they were older than their project keeps any
 * (lib/logs/ingest/write-counts.ts), and that no sweep has removed yet. Asks the catalog alone.
 */
export async function holdsUncounted({ projects, range, now }: Search): Promise<boolean> {
  const { rows } = await pool().query<{ id: number; days: number }>(
    "SELECT id, log_retention_days AS days FROM project WHERE id = ANY ($1::int[])",
    [[...projects.keys()]],
  );
  const old = rows
    .map(({ id, days }) => ({ id, cut: BigInt(cutOf(now, days).getTime()) * 1_000_000n }))
    .filter(({ cut }) => cut > range.from);
  if (old.length === 0) return false;
  const { rows: found } = await pool().query(
    `SELECT FROM unnest($1::int[], $2::bigint[]) AS p (id, cut)
      WHERE EXISTS (SELECT FROM log_file
                     WHERE project_id = p.id AND replaced_at IS NULL AND time_max >= $3
                       AND time_min < least($4::bigint, p.cut))
         OR EXISTS (SELECT FROM log_chunk
                     WHERE project_id = p.id AND time_max >= $3 AND time_min < least($4::bigint, p.cut))`,
    [old.map(({ id }) => id), old.map(({ cut }) => cut), range.from, range.to],
  );
  return found.length > 0;
}
