import type { SpoolFiles } from "./spool-files";

/** Returns when names made, renamed or removed in a folder are on the disk. Windows opens no folders; NTFS journals names. */
export async function syncFolder(files: SpoolFiles, path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await files.open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
