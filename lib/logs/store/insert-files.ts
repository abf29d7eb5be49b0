import type { PoolClient } from "pg";
import { isInBucket } from "@/lib/logs/bucket/publish-files";
import type { WrittenFile } from "./write-file";

export interface CatalogEntry {
  file: WrittenFile;
  rawBytes: number;
  /** When its oldest lines were sealed. */
  sealedAt: Date;
}

/** Adds files to the catalog. */
export async function insertFiles(
  db: PoolClient,
  projectId: number,
  entries: readonly CatalogEntry[],
): Promise<void> {
  for (const { file, rawBytes, sealedAt } of entries) {
    await db.query(
      `INSERT INTO log_file (project_id, id, day, time_min, time_max, lines, raw_bytes, file_bytes, checksum, columns,
                             level_lines, sealed_at, value_counts, bucket_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, CASE WHEN $14 THEN now() END)`,
      [
        projectId,
        file.id,
        file.day,
        file.timeMin,
        file.timeMax,
        file.lines,
        rawBytes,
        file.fileBytes,
        file.checksum,
        file.columns,
        file.levelLines,
        sealedAt,
        file.valueCounts,
        isInBucket(),
      ],
    );
  }
}

/** Shares out the bytes of the JSON by lines, so that their sum stays. */
export function shareBytes(total: number, files: readonly WrittenFile[]): number[] {
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  let left = total;
  return files.map((file, index) => {
    const share = index === files.length - 1 ? left : Math.round((total * file.lines) / lines);
    left -= share;
    return share;
  });
}
