import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { isOwned, listGenerations, ownerPath, releaseOwner, takeGeneration } from "./owner-file";
import { listSegments } from "./segments";
import { errorCode } from "./spool-errors";
import { FOLDER_MODE, realFiles } from "./spool-files";

const SIGN_OF_LIFE_MS = 10_000;
const MAX_SLOTS = 1_000;

/** A spool folder that this process alone may open, until it releases it or ends. */
export interface Slot {
  dir: string;
  /** Gives it to whoever comes next; close the spool before. */
  release(): Promise<void>;
}

/** What a claim can be told. */
export interface ClaimOptions {
  /** Called when another container took a slot because this process gave no sign of life for a minute: leave at once. */
  onLost?: (dir: string) => void;
}

/**
 * Claims the first free slot (`0`, `1`, …) under `parent` for this process, and with it the slots whose owners are gone
 * and left records: drain them and release them.
 */
export async function claimSlots(
  parent: string,
  options: ClaimOptions = {},
): Promise<{ own: Slot; orphans: Slot[] }> {
  for (let number = 0; number < MAX_SLOTS; number++) {
    const own = await claimSlot(join(parent, String(number)), options);
    if (own) return { own, orphans: await claimOrphans(parent, options) };
  }
  throw new Error(`all ${MAX_SLOTS} slots of the spool are in use`);
}

/**
 * Claims the slots whose owners are gone and left records. Worth asking once a minute: an owner of another container
 * is known to be gone only then.
 */
export async function claimOrphans(parent: string, options: ClaimOptions = {}): Promise<Slot[]> {
  const orphans: Slot[] = [];
  for (const name of await readdir(parent)) {
    const dir = join(parent, name);
    if (!/^\d+$/.test(name) || (await listSegments(dir, realFiles)).length === 0) continue;
    const slot = await claimSlot(dir, options);
    if (slot) orphans.push(slot);
  }
  return orphans;
}

/** Claims one slot; undefined when it is another's. */
async function claimSlot(dir: string, options: ClaimOptions): Promise<Slot | undefined> {
  await mkdir(dir, { recursive: true, mode: FOLDER_MODE });
  const newest = (await listGenerations(dir))[0] ?? 0;
  if (newest > 0 && (await isOwned(dir, newest))) return undefined;
  const generation = newest + 1;
  return (await takeGeneration(dir, generation)) ? holdSlot(dir, generation, options) : undefined;
}

function holdSlot(dir: string, generation: number, { onLost }: ClaimOptions): Slot {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(ownerPath(dir, generation), now, now).catch((error: unknown) => {
      if (errorCode(error) !== "ENOENT") return;
      clearInterval(timer);
      onLost?.(dir);
    });
  }, SIGN_OF_LIFE_MS);
  timer.unref();
  return {
    dir,
    async release() {
      clearInterval(timer);
      await releaseOwner(dir, generation);
    },
  };
}
