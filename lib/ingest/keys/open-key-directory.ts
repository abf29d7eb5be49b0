import { KeyUnverifiedError } from "@/lib/ingest/key-unverified-error";
import { logTrouble } from "@/lib/ingest/log-trouble";
import type { KeyEntry } from "./key-entry";
import { openMissingKeys } from "./missing-keys";
import { openReadings } from "./readings";
import { openWaitingRoom } from "./waiting-room";

const FRESH_MS = 2_000;
/** Without any reading for this long, the last known keys are no longer believed. */
const BELIEVED_MS = 24 * 3_600_000;
/** How long a known key waits for what may have changed about it. */
const REFRESH_PATIENCE_MS = 250;
/** How long an unknown key waits: a pause between readings, and a reading. */
const LOOKUP_PATIENCE_MS = 2_500;
const KEY_SHAPE = /^[0-9a-f]{32}$/;

export interface KeyDirectory {
  /**
   * The entry of that name, undefined when there is none. `from` is the client who asks, if it is one: clients with
   * unknown keys may be turned away while many wait. Throws `KeyUnverifiedError`.
   */
  find(publicKey: string, from?: string): Promise<KeyEntry | undefined>;
  /** What is held: keys that exist, keys known to be missing, requests that wait. */
  size(): { known: number; missing: number; waiting: number };
}

/**
 * All keys in memory, read again at most once a second by whoever needs it. Known keys never depend on the database:
 * when a reading fails or takes long, the last known ones stay in force, for a day.
 */
export function openKeyDirectory(read: () => Promise<KeyEntry[]>): KeyDirectory {
  let entries = new Map<string, KeyEntry>();
  let readAt = 0;
  /** The last reading failed, or somebody waited for it in vain: nobody waits until one succeeds. */
  let isTroubled = false;
  const missing = openMissingKeys();
  const room = openWaitingRoom();
  const readings = openReadings(async () => {
    try {
      const rows = await read();
      entries = new Map(rows.map((row) => [row.publicKey, row]));
      readAt = Date.now();
      isTroubled = false;
    } catch (error) {
      isTroubled = true;
      throw error;
    }
  });

  async function refresh(): Promise<void> {
    if (Date.now() - readAt <= FRESH_MS) return;
    const done = readings.soonest().catch(keepLastKnown);
    if (isTroubled || (await isWithin(done, REFRESH_PATIENCE_MS))) return;
    isTroubled = true;
  }

  async function lookUp(publicKey: string, from?: string): Promise<KeyEntry | undefined> {
    if (missing.has(publicKey)) {
      if (Date.now() - readAt > FRESH_MS) readings.next().catch(keepLastKnown);
      return undefined;
    }
    const reading = readings.next();
    if (isTroubled) {
      reading.catch(keepLastKnown);
      throw new KeyUnverifiedError(publicKey);
    }
    // Only what was read a moment ago can turn anybody away: after a rest, or before the first reading, new keys are many.
    const seat = Date.now() - readAt <= FRESH_MS ? from : undefined;
    if (seat !== undefined && !room.enter(seat)) {
      reading.catch(keepLastKnown);
      return undefined;
    }
    try {
      if (await isWithin(reading, LOOKUP_PATIENCE_MS)) return known(publicKey);
      isTroubled = true;
      throw new Error("the keys could not be read in time");
    } catch (cause) {
      throw new KeyUnverifiedError(publicKey, { cause });
    } finally {
      if (seat !== undefined) room.leave(seat);
    }
  }

  function known(publicKey: string): KeyEntry | undefined {
    const entry = entries.get(publicKey);
    if (!entry) missing.add(publicKey);
    return entry;
  }

  return {
    async find(publicKey, from) {
      if (!KEY_SHAPE.test(publicKey)) return undefined;
      if (entries.has(publicKey)) await refresh();
      const isBelieved = Date.now() - readAt <= BELIEVED_MS;
      return (isBelieved ? entries.get(publicKey) : undefined) ?? lookUp(publicKey, from);
    },
    size: () => ({ known: entries.size, missing: missing.size, waiting: room.size }),
  };
}

/** Whether it was done in time; throws what it throws. */
async function isWithin(done: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([done.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function keepLastKnown(error: unknown): void {
  logTrouble("Client keys could not be read again, the last known ones stay in force", error);
}
