import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PoolClient } from "pg";
import { workFolder } from "@/lib/logs/store/folder";
import { isDamage } from "@/lib/logs/store/is-damage";
import { quoteText } from "@/lib/logs/store/quote";
import type { StoredChunk } from "@/lib/logs/store/read-snapshot";
import { chunkPath, selectChunks } from "@/lib/logs/store/select-chunks";

export interface ChunkLoader {
  /** In a transaction that sees the chunks. */
  db: PoolClient;
  /** The folder of the log files. */
  folder: string;
  /** Takes the lines of these chunks, as the SELECT gives them: `project_id`, the fixed columns and `a`. */
  insert: (select: string, chunks: readonly StoredChunk[]) => Promise<void>;
}

/** Reads chunks from Postgres for DuckDB. Gives those that cannot be read; throws when it is not for what stands in them. */
export async function loadChunks(
  chunks: readonly StoredChunk[],
  { db, folder, insert }: ChunkLoader,
): Promise<StoredChunk[]> {
  const own = join(workFolder(folder), `hot-${randomUUID()}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  try {
    const { rows } = await db.query<{ id: string; body: Buffer }>(
      "SELECT id::text, body FROM log_chunk WHERE project_id = ANY ($1::int[]) AND id = ANY ($2::uuid[])",
      [[...new Set(chunks.map(({ projectId }) => projectId))], chunks.map(({ id }) => id)],
    );
    await Promise.all(rows.map(({ id, body }) => writeFile(chunkPath(own, id), body)));
    return await fill(own, chunks, insert);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** Loads what can be read: the half with a damaged chunk is halved until that one stands alone. */
async function fill(
  own: string,
  chunks: readonly StoredChunk[],
  insert: ChunkLoader["insert"],
): Promise<StoredChunk[]> {
  if (chunks.length === 0) return [];
  try {
    await insert(select(own, chunks), chunks);
    return [];
  } catch (error) {
    if (!isDamage(error as Error)) throw error;
    if (chunks.length === 1) return [...chunks];
    const half = chunks.length >> 1;
    return [
      ...(await fill(own, chunks.slice(0, half), insert)),
      ...(await fill(own, chunks.slice(half), insert)),
    ];
  }
}

function select(own: string, chunks: readonly StoredChunk[]): string {
  const owners = chunks.map(({ id, projectId }) => `(${quoteText(id)}::UUID, ${projectId})`);
  const bodies = chunks.map(({ id, rawBytes }) => ({ id, raw: rawBytes }));
  return `SELECT * FROM (${selectChunks(own, bodies, "'JSON'")})
    JOIN (VALUES ${owners.join(", ")}) AS owner (chunk, project_id) USING (chunk)`;
}
