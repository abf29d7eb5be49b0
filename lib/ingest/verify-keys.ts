import { findKey, type KeyEntry } from "./key-directory";
import type { SpooledEvent } from "./spool/spooled-event";

/**
 * Looks up the keys that could not be looked up when their events arrived. Events of keys that do not exist, or belong
 * to another project than the one asked for, are left out: they would have been refused.
 * Throws `KeyUnverifiedError` while the database is away.
 */
export async function verifyKeys(records: SpooledEvent[]): Promise<SpooledEvent[]> {
  const keys = await findKeys(records);
  return records.flatMap((record) => {
    if (record.publicKey === undefined) return [record];
    const key = keys.get(record.publicKey);
    const { event, isRetry } = record;
    if (!key || (event.projectId !== 0 && event.projectId !== key.projectId)) return [];
    return [{ event: { ...event, projectId: key.projectId, keyId: key.keyId }, isRetry }];
  });
}

/** All at once: each unknown key waits for the next reading of the keys, and they share it. */
async function findKeys(records: SpooledEvent[]): Promise<Map<string, KeyEntry | null>> {
  const names = [...new Set(records.flatMap(({ publicKey }) => publicKey ?? []))];
  const entries = await Promise.all(names.map((name) => findKey(name)));
  return new Map(names.map((name, index) => [name, entries[index] ?? null]));
}
