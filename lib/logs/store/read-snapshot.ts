import type { Pool, PoolClient } from "pg";
import { pool } from "@/lib/db/pool";

/** A sealed file of the catalog. Times in nanoseconds, both ends included. */
export interface StoredFile {
  projectId: number;
  id: string;
  day: string;
  timeMin: bigint;
  timeMax: bigint;
  lines: number;
  /** Of its columns beyond the fixed ones, those that were asked for. */
  columns: string[];
  /** See FilePlace. */
  isRemote: boolean;
}

/** A chunk that is not sealed yet. */
export interface StoredChunk {
  projectId: number;
  id: string;
  timeMin: bigint;
  timeMax: bigint;
  lines: number;
  /** Of its lines, not packed. */
  rawBytes: number;
}

/** What is stored for a time, each line in one of both. */
export interface Snapshot {
  files: StoredFile[];
  chunks: StoredChunk[];
}

export interface SnapshotWish {
  projectIds: readonly number[];
  from: bigint;
  to: bigint;
  /** The columns to tell of, `null` for all. */
  columns: readonly string[] | null;
}

interface Row {
  project: number;
  id: string;
  day: string | null;
  min: string;
  max: string;
  lines: number;
  raw: number;
  columns: string[];
  remote: boolean;
}

/**
 * Reads which files and which chunks hold lines of that time, in one statement: sealing moves lines in one transaction, so
 * each stands in exactly one of both.
 */
export async function readSnapshot(wish: SnapshotWish, db: Pool | PoolClient = pool()): Promise<Snapshot> {
  const { rows } = await db.query<Row>(SNAPSHOT, [wish.projectIds, wish.from, wish.to, wish.columns]);
  const snapshot: Snapshot = { files: [], chunks: [] };
  for (const { project, id, day, min, max, lines, raw, columns, remote } of rows) {
    const common = { projectId: project, id, timeMin: BigInt(min), timeMax: BigInt(max), lines };
    if (day === null) snapshot.chunks.push({ ...common, rawBytes: raw });
    else snapshot.files.push({ ...common, day, columns, isRemote: remote });
  }
  return snapshot;
}

const SNAPSHOT = `
  SELECT project_id AS project, id::text, to_char(day, 'YYYY-MM-DD') AS day, time_min::text AS min, time_max::text AS max,
         lines, 0 AS raw, CASE WHEN $4::text[] IS NULL THEN columns
                     ELSE ARRAY(SELECT c FROM unnest(columns) AS c WHERE c = ANY ($4)) END AS columns,
         bucket_at IS NOT NULL AS remote
    FROM log_file
   WHERE project_id = ANY ($1::int[]) AND replaced_at IS NULL AND time_max >= $2 AND time_min < $3
  UNION ALL
  SELECT project_id, id::text, NULL, time_min::text, time_max::text, lines, raw_bytes, '{}', false
    FROM log_chunk
   WHERE project_id = ANY ($1::int[]) AND time_max >= $2 AND time_min < $3`;
