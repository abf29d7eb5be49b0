import { join } from "node:path";
import { countOutcome } from "@/lib/ingest/count-outcome";
import { sqlStateOf } from "@/lib/ingest/refusal";
import { FOLDER_MODE, realFiles } from "@/lib/ingest/spool/spool-files";
import { writeFile } from "@/lib/ingest/spool/write-file";
import type { Chunk } from "./chunk";
import { encodeChunk } from "./encode-chunk";

/**
 * Keeps a chunk that was acknowledged and that Postgres will not take, as a file beside its spool, and counts its lines as
 * dead letters. Throws when the disk fails.
 */
export async function setAside(chunk: Chunk, dir: string, error: unknown): Promise<void> {
  const folder = join(dir, "refused");
  const path = join(folder, `${chunk.id}.chunk`);
  await realFiles.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  await writeFile(realFiles, path, encodeChunk(chunk));
  for (const { keyId, lines } of chunk.shares) {
    countOutcome(
      { projectId: chunk.projectId, keyId },
      { category: "log_item", outcome: "dead_letter", reason: sqlStateOf(error), quantity: lines },
    );
  }
  process.stderr.write(
    `Postgres refuses ${chunk.lines} log lines for their content (${sqlStateOf(error)}); they are kept in ${path}\n`,
  );
}
