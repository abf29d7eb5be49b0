import type { KeyEntry } from "@/lib/ingest/key-directory";
import { readKeys } from "@/lib/ingest/keys/read-keys";
import type { Chunk } from "./chunk";

/**
 * Looks up the keys that could not be looked up when their lines arrived. Chunks of keys that do not exist or may not be used
 * are left out: they would have been refused. Throws when the database does not answer.
 */
export async function verifyChunks(chunks: Chunk[]): Promise<Chunk[]> {
  if (chunks.every(({ publicKey }) => publicKey === undefined)) return chunks;
  const usable = new Map<string, KeyEntry>();
  for (const key of await readKeys()) {
    if (key.isActive && (key.expiresAt === null || key.expiresAt > Date.now()))
      usable.set(key.publicKey, key);
  }
  return chunks.flatMap((chunk) => {
    if (chunk.publicKey === undefined) return [chunk];
    const key = usable.get(chunk.publicKey);
    if (!key || (chunk.projectId !== 0 && chunk.projectId !== key.projectId)) return [];
    const shares = chunk.shares.map((share) => ({ ...share, keyId: key.keyId }));
    return [{ ...chunk, projectId: key.projectId, publicKey: undefined, shares }];
  });
}
