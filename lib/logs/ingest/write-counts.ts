import type { PoolClient } from "pg";
import { plainArray, textArray } from "@/lib/db/array-literal";
import type { Chunk } from "./chunk";

interface Row {
  projectId: number;
  minute: number;
  level: number;
  host: string;
  service: string;
  quantity: number;
}

/**
 * Adds the lines of chunks to the counters, in key order so that two writers never wait for each other in a circle. Lines that
 * are older than their project keeps any get none: the next sweep removes them, and until then the histogram asks the engine
 * (lib/logs/query/holds-uncounted.ts).
 */
export async function writeCounts(db: PoolClient, chunks: Chunk[]): Promise<void> {
  const rows = addUp(chunks);
  if (rows.length === 0) return;
  await db.query({
    name: "write-log-counts",
    text: `
      INSERT INTO log_stat (project_id, minute, level, host, service, quantity)
      SELECT project_id, to_timestamp(minute / 1000.0), level, host, service, quantity
        FROM unnest($1::int[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::bigint[])
             AS t (project_id, minute, level, host, service, quantity)
        JOIN project p ON p.id = t.project_id
       WHERE to_timestamp(minute / 1000.0)
             >= date_trunc('day', now(), 'UTC') - p.log_retention_days * interval '24 hours'
       ORDER BY 1, 2, 3, 4, 5
      ON CONFLICT (project_id, minute, level, host, service)
      DO UPDATE SET quantity = log_stat.quantity + excluded.quantity`,
    values: [
      plainArray(rows.map((row) => row.projectId)),
      plainArray(rows.map((row) => row.minute)),
      plainArray(rows.map((row) => row.level)),
      textArray(rows.map((row) => row.host)),
      textArray(rows.map((row) => row.service)),
      plainArray(rows.map((row) => row.quantity)),
    ],
  });
}

/** Several chunks of a project often count the same minute, and one statement may touch a row once. */
function addUp(chunks: Chunk[]): Row[] {
  const sums = new Map<string, Row>();
  for (const { projectId, counts } of chunks) {
    for (const { minute, host, service, levels } of counts) {
      levels.forEach((quantity, level) => {
        if (quantity === 0) return;
        const name = `${projectId} ${minute} ${level} ${host}\n${service}`;
        const sum = sums.get(name);
        if (sum) sum.quantity += quantity;
        else sums.set(name, { projectId, minute, level, host, service, quantity });
      });
    }
  }
  return [...sums.values()];
}
