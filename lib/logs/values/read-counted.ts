import { pool } from "@/lib/db/pool";
import type { CountedFile } from "./choose-cells";
import { unpackCounts } from "./value-counts";

interface Row {
  project: number;
  id: string;
  min: string;
  max: string;
  lines: number;
  packed: Buffer | null;
}

/**
 * The files of the catalog with lines of a time whose values are counted, when most of these lines are; else null, for then
 * reading all is as quick.
 */
export async function readCounted(
  projectIds: readonly number[],
  { from, to }: { from: bigint; to: bigint },
): Promise<CountedFile[] | null> {
  const { rows } = await pool().query<Row>(
    `SELECT project_id AS project, id::text, time_min::text AS min, time_max::text AS max, lines, value_counts AS packed
       FROM log_file
      WHERE project_id = ANY ($1::int[]) AND replaced_at IS NULL AND time_max >= $2 AND time_min < $3
     UNION ALL
     SELECT project_id, NULL, time_min::text, time_max::text, lines, NULL FROM log_chunk
      WHERE project_id = ANY ($1::int[]) AND time_max >= $2 AND time_min < $3`,
    [projectIds, from, to],
  );
  const total = rows.reduce((sum, { lines }) => sum + lines, 0);
  const counted = rows.filter(({ packed }) => packed !== null).reduce((sum, { lines }) => sum + lines, 0);
  if (counted < total / 2 || counted === 0) return null;
  return rows.flatMap(({ project, id, min, max, packed }) =>
    packed === null
      ? []
      : [
          {
            projectId: project,
            id,
            timeMin: BigInt(min),
            timeMax: BigInt(max),
            counts: unpackCounts(packed),
          },
        ],
  );
}
