import { findKey, type KeyEntry } from "./key-directory";
import type { SpooledEvent } from "./spool/spooled-event";

/**
 * Looks up the keys that could not be looked up when their events arrived. Events of keys that do not exist, or belong
 * to another project than the one asked for, are left out: they would have been refused.
 * Throws `KeyUnverifiedError` while the database is away.
 */
export async function verifyKeys(records: SpooledEvent[]): Promise<SpooledEvent[]> {
  const verified: SpooledEvent[] = [];
  const asked = new Map<string, KeyEntry | null>();
  for (const record of records) {
    if (record.publicKey === undefined) {
      verified.push(record);
      continue;
    }
    const key = asked.has(record.publicKey) ? asked.get(record.publicKey) : await findKey(record.publicKey);
    asked.set(record.publicKey, key ?? null);
    const { event, isRetry } = record;
    if (!key || (event.projectId !== 0 && event.projectId !== key.projectId)) continue;
    verified.push({ event: { ...event, projectId: key.projectId, keyId: key.keyId }, isRetry });
  }
  return verified;
}
