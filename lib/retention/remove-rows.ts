import { pool } from "@/lib/db/pool";
import type { SweepContext } from "./sweep-context";

const ROWS = 1_000;

/** Deletes the rows of a table for which a condition holds; gives how many. Table and condition are ours, `values` its parameters. */
export type RemoveRows = (table: string, condition: string, values: unknown[]) => Promise<number>;

/** Deletes in portions that lock nobody out for long, until `signal` says so. */
export function openRemoval({ signal }: Pick<SweepContext, "signal">): RemoveRows {
  return async (table, condition, values) => {
    let removed = 0;
    for (let batch = ROWS; batch === ROWS && !signal.aborted; removed += batch) {
      const { rowCount } = await pool().query(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${ROWS} FOR UPDATE SKIP LOCKED))`,
        values,
      );
      batch = rowCount ?? 0;
    }
    return removed;
  };
}
