import { pool } from "@/lib/db/pool";

/** A client key with what ingest must know of its project. */
export interface KeyEntry {
  publicKey: string;
  keyId: string;
  projectId: number;
  isActive: boolean;
  /** Epoch ms; from then on the key is refused. */
  expiresAt: number | null;
}

const FRESH_MS = 2_000;
const RETRY_MISS_MS = 1_000;

let entries = new Map<string, KeyEntry>();
let loadedAt = 0;
let loading: Promise<void> | undefined;

/**
 * The usable key of that name, or null. All keys are held in memory: a flood of invented keys costs one query a second,
 * whatever its size, and a lost database leaves the last known keys in force. A change takes effect within two seconds.
 */
export async function findKey(publicKey: string, now: number = Date.now()): Promise<KeyEntry | null> {
  const known = entries.get(publicKey);
  const age = now - loadedAt;
  if (!known && age > RETRY_MISS_MS) await refresh(now);
  else if (age > FRESH_MS) await refresh(now).catch((error: unknown) => keepStale(error));
  const entry = entries.get(publicKey);
  if (!entry?.isActive || (entry.expiresAt !== null && entry.expiresAt <= now)) return null;
  return entry;
}

/** Forgets everything, so that the next look-up reads the database. */
export function forgetKeys(): void {
  entries = new Map();
  loadedAt = 0;
}

function refresh(now: number): Promise<void> {
  loading ??= load(now).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(now: number): Promise<void> {
  const { rows } = await pool().query<KeyEntry>(
    `SELECT k.public_key AS "publicKey", k.id AS "keyId", k.project_id AS "projectId", k.is_active AS "isActive",
            (extract(epoch FROM k.expires_at) * 1000)::float8 AS "expiresAt"
       FROM project_key k`,
  );
  entries = new Map(rows.map((row) => [row.publicKey, row]));
  loadedAt = now;
}

function keepStale(error: unknown): void {
  process.stderr.write(
    `Client keys could not be read again, the last known ones stay in force: ${String(error)}\n`,
  );
}
