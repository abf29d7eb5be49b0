import { dirname } from "node:path";
import { FILE_MODE, type SpoolFiles } from "./spool-files";
import { syncFile } from "./sync-file";
import { syncFolder } from "./sync-folder";
import { writeAll } from "./write-all";

/** Puts a small file in place of the old one, durable and never half: written aside, synced, renamed. */
export async function writeFile(files: SpoolFiles, path: string, bytes: Buffer): Promise<void> {
  const aside = `${path}.tmp`;
  const handle = await files.open(aside, "w", FILE_MODE);
  try {
    await writeAll(handle, [bytes], 0);
    await syncFile(handle);
  } finally {
    await handle.close();
  }
  await files.rename(aside, path);
  await syncFolder(files, dirname(path));
}
