import type { SpoolHandle } from "./spool-files";

/**
 * Returns when what was written to the file is on the disk. The only place where the spool asks for that, so that the
 * fault suite can take it out and see that it is missed.
 */
export async function syncFile(handle: SpoolHandle): Promise<void> {
  await handle.datasync();
}
