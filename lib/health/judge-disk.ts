/** How much room a volume has. Bytes; inodes are 0 where the file system does not count them. */
export interface DiskRoom {
  freeBytes: number;
  totalBytes: number;
  freeInodes: number;
  totalInodes: number;
}

/** `low`: somebody should look. `scarce`: the oldest events go early. `full`: no new events are taken. */
export const diskStates = ["fine", "low", "scarce", "full"] as const;
export type DiskState = (typeof diskStates)[number];

const GIB = 1024 ** 3;

/**
 * Where each state begins, as free bytes: a share of the disk or an absolute size, whichever comes first. On small disks
 * the absolute sizes would be always or never true, so they count for no more than `most` of the disk.
 */
const limits = [
  { state: "full", share: 0.05, bytes: 1 * GIB, most: 0.1 },
  { state: "scarce", share: 0.1, bytes: 2 * GIB, most: 0.15 },
  { state: "low", share: 0.15, bytes: 3 * GIB, most: 0.25 },
] as const;

/** Leaving a state takes this part of the disk more than entering it, so that nothing flickers at the border. */
const MARGIN = 0.01;
const LEAST_INODES = 0.01;

/** What the room on a disk means; `before` is the state until now. Pure. */
export function judgeDisk(room: DiskRoom, before: DiskState = "fine"): DiskState {
  const { freeBytes, totalBytes, freeInodes, totalInodes } = room;
  if (totalInodes > 0 && freeInodes < totalInodes * LEAST_INODES) return "full";
  for (const { state, share, bytes, most } of limits) {
    const begins = Math.max(totalBytes * share, Math.min(bytes, totalBytes * most));
    const isInside = diskStates.indexOf(before) >= diskStates.indexOf(state);
    if (freeBytes < begins + (isInside ? totalBytes * MARGIN : 0)) return state;
  }
  return "fine";
}
