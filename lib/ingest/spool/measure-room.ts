import type { SpoolFiles } from "./spool-files";

const GIB = 1024 ** 3;
const FRESH_MS = 1_000;

/** Bounds of the spool, in bytes; each has a default. */
export interface RoomOptions {
  /** How large the spool may become (2 GiB), but never more than half of what it finds free. */
  maxBytes?: number;
  /** What it leaves free on the disk (1 GiB or 5 % of the disk, whichever is less). */
  minFreeBytes?: number;
}

/** Decides how much the spool may hold. */
export interface Room {
  /** Looks at the disk again, at most once a second. */
  look(): Promise<void>;
  /** Whether a spool of `used` bytes may grow by `wanted`. A yes counts them as written. */
  take(used: number, wanted: number): boolean;
}

/** Looks at the disk under `dir`, where the spool already holds `used` bytes. Where the system does not tell, only `maxBytes` counts. */
export async function measureRoom(
  files: SpoolFiles,
  dir: string,
  used: number,
  options: RoomOptions,
): Promise<Room> {
  let disk = await lookAt(files, dir);
  let lookedAt = Date.now();
  const limit = Math.min(options.maxBytes ?? 2 * GIB, (disk.free + used) / 2);
  const minFree = options.minFreeBytes ?? Math.min(GIB, disk.total * 0.05);
  return {
    async look() {
      if (Math.abs(Date.now() - lookedAt) < FRESH_MS) return;
      lookedAt = Date.now();
      disk = await lookAt(files, dir);
    },
    take(used, wanted) {
      if (used + wanted > limit || disk.free - wanted < minFree) return false;
      disk.free -= wanted;
      return true;
    },
  };
}

async function lookAt(files: SpoolFiles, dir: string): Promise<{ free: number; total: number }> {
  try {
    const { bsize, blocks, bavail } = await files.statfs(dir);
    return { free: bsize * bavail, total: bsize * blocks };
  } catch {
    return { free: Number.POSITIVE_INFINITY, total: Number.POSITIVE_INFINITY };
  }
}
