import { type DiskState, judgeDisk } from "./judge-disk";
import { type Disk, measureDisk } from "./measure-disk";

const INTERVAL_MS = 10_000;

// Front and worker may be one process, and Next bundles this module apart from the server: one state for all of them.
const holder = globalThis as typeof globalThis & { jackdawDisk?: { state: DiskState; disk: Disk | null } };

/**
 * Looks at the disk of the data folder now and every 10 seconds, and tells `onChecked` what it found. `close` stops the
 * looking. What was found last stands in `diskState` and `isDiskFull`.
 */
export async function watchDisk(
  onChecked: (state: DiskState) => void = () => {},
  intervalMs: number = INTERVAL_MS,
): Promise<{ close(): void }> {
  onChecked(await checkDisk());
  const timer = setInterval(() => void checkDisk().then(onChecked), intervalMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

/** Looks at the disk now. `measure` gives the room; null means that there is nothing to watch. */
export async function checkDisk(
  measure: () => Promise<Disk | null> = () => measureDisk(),
): Promise<DiskState> {
  const disk = await measure();
  const state = disk ? judgeDisk(disk, diskState()) : "fine";
  holder.jackdawDisk = { state, disk };
  return state;
}

/** What this process found when it last looked; `fine` before that. */
export function diskState(): DiskState {
  return holder.jackdawDisk?.state ?? "fine";
}

/** The disk as this process last saw it. */
export function lastDisk(): Disk | null {
  return holder.jackdawDisk?.disk ?? null;
}

/** Whether there is so little room on this process's disk that no new events may be taken. Costs nothing to ask. */
export function isDiskFull(): boolean {
  return diskState() === "full";
}
