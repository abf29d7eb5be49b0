import { statfs } from "node:fs/promises";
import { env } from "@/lib/env";
import type { DiskRoom } from "./judge-disk";

export interface Disk extends DiskRoom {
  /** The folder lies in a container's own layer and goes with the container. */
  isContainerLayer: boolean;
}

const OVERLAYFS = 0x794c7630;

/**
 * The volume that holds the data folder, as `df` counts: blocks kept back for root are not free and not part of the
 * total. Null where this process has no data folder: Postgres is elsewhere and nothing was written here.
 */
export function measureDisk(folder: string = env().JACKDAW_DATA): Promise<Disk | null> {
  return statfs(folder).then(
    ({ type, blocks, bfree, bavail, bsize, files, ffree }) => ({
      freeBytes: bavail * bsize,
      totalBytes: (blocks - bfree + bavail) * bsize,
      freeInodes: ffree,
      totalInodes: files,
      isContainerLayer: type === OVERLAYFS,
    }),
    () => null,
  );
}
