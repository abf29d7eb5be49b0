import type { KeyEntry } from "./key-directory";
import { readKeys } from "./keys/read-keys";
import type { SpooledEvent } from "./spool/spooled-event";

/**
 * Looks up the keys that could not be looked up when their events arrived. Events of keys that do not exist, or belong
 * to another project than the one asked for, are left out: they would have been refused. One reading of all keys
 * answers for all records: strangers may have left thousands, and events of others wait behind them.
 * Throws when the database does not answer.
 */
export async function verifyKeys(records: SpooledEvent[]): Promise<SpooledEvent[]> {
  if (records.every(({ publicKey }) => publicKey === undefined)) return records;
  const usable = new Map<string, KeyEntry>();
  for (const key of await readKeys()) if (isUsable(key)) usable.set(key.publicKey, key);
  return records.flatMap((record) => {
    const { event, publicKey, isRetry } = record;
    if (publicKey === undefined) return [record];
    const key = usable.get(publicKey);
    if (!key || (event.projectId !== 0 && event.projectId !== key.projectId)) return [];
    return [{ event: { ...event, projectId: key.projectId, keyId: key.keyId }, isRetry }];
  });
}

function isUsable({ isActive, expiresAt }: KeyEntry): boolean {
  return isActive && (expiresAt === null || expiresAt > Date.now());
}
