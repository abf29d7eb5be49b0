import type { KeyEntry } from "./keys/key-entry";
import { type KeyDirectory, openKeyDirectory } from "./keys/open-key-directory";
import { readKeys } from "./keys/read-keys";

export type { KeyEntry } from "./keys/key-entry";

let directory: KeyDirectory = openKeyDirectory(readKeys);

/**
 * The usable key of that name, or null. All keys are held in memory and read again at most once a second: a flood of
 * invented keys costs one query a second and the memory of 1,000 waiting requests, whatever its size, and a lost
 * database leaves the last known keys in force for a day.
 * Who shows an unknown key waits for the next reading (at most a second), so that a new key works from its first event;
 * other changes take effect within two seconds. `from` is the client's address, '' if it is not known: one address may not
 * take all the places. Left out by whoever asks for ourselves, and is never turned away.
 * Throws `KeyUnverifiedError` for an unknown key while the database is away.
 */
export async function findKey(publicKey: string, from?: string): Promise<KeyEntry | null> {
  const entry = await directory.find(publicKey, from);
  if (!entry?.isActive || (entry.expiresAt !== null && entry.expiresAt <= Date.now())) return null;
  return entry;
}

/** Forgets everything, so that the next look-up reads the database. */
export function forgetKeys(): void {
  directory = openKeyDirectory(readKeys);
}
