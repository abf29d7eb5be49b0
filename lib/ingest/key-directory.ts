import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "@/lib/db/pool";
import { logTrouble } from "./log-trouble";

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
const LOAD_INTERVAL_MS = 1_000;

let entries = new Map<string, KeyEntry>();
let loadedAt = 0;
let loading: Promise<void> | undefined;

/**
 * The usable key of that name, or null. All keys are held in memory and read again at most once a second: a flood of
 * invented keys costs one query a second, whatever its size, and a lost database leaves the last known keys in force.
 * Who shows an unknown key waits for the next reading (at most a second), so that a new key works from its first event;
 * other changes take effect within two seconds.
 */
export async function findKey(publicKey: string): Promise<KeyEntry | null> {
  if (!entries.has(publicKey)) await load();
  else if (Date.now() - loadedAt > FRESH_MS) await load().catch(keepLastKnown);
  const entry = entries.get(publicKey);
  if (!entry?.isActive || (entry.expiresAt !== null && entry.expiresAt <= Date.now())) return null;
  return entry;
}

/** Forgets everything, so that the next look-up reads the database. */
export function forgetKeys(): void {
  entries = new Map();
  loadedAt = 0;
}

/** Reads the keys, once the last reading is a second old. Whoever asks meanwhile shares the reading. */
function load(): Promise<void> {
  loading ??= read().finally(() => {
    loading = undefined;
  });
  return loading;
}

async function read(): Promise<void> {
  await sleep(Math.max(0, loadedAt + LOAD_INTERVAL_MS - Date.now()));
  const { rows } = await pool().query<KeyEntry>(
    `SELECT k.public_key AS "publicKey", k.id AS "keyId", k.project_id AS "projectId", k.is_active AS "isActive",
            (extract(epoch FROM k.expires_at) * 1000)::float8 AS "expiresAt"
       FROM project_key k`,
  );
  entries = new Map(rows.map((row) => [row.publicKey, row]));
  loadedAt = Date.now();
}

function keepLastKnown(error: unknown): void {
  logTrouble("Client keys could not be read again, the last known ones stay in force", error);
}
