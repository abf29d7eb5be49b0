import { join } from "node:path";
import type { Log } from "./log";
import { readBytes } from "./read-bytes";
import type { Gap } from "./scan-records";
import type { Segment } from "./segments";
import { errorCode } from "./spool-errors";
import { FOLDER_MODE } from "./spool-files";
import { syncFolder } from "./sync-folder";
import { writeFile } from "./write-file";

/**
 * Keeps a copy of bytes that are no record, because their segment goes when the rest of it is drained, and says so
 * once. Never throws: the records around the gap matter more.
 */
export async function quarantine(log: Log, segment: Segment, gap: Gap): Promise<void> {
  const folder = join(log.dir, "quarantine");
  const path = join(folder, `${segment.sequence}-${gap.start}.bin`);
  if (log.reported.has(path)) return;
  log.reported.add(path);
  const what = `spool: ${gap.end - gap.start} bytes at ${gap.start} of ${segment.path} are damaged`;
  try {
    await log.files.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await writeFile(log.files, path, await readBytes(log.files, segment.path, gap.start, gap.end));
    await syncFolder(log.files, log.dir);
    log.onTrouble(`${what}; a copy is in ${path}`);
  } catch (error) {
    log.onTrouble(`${what} and could not be copied (${errorCode(error)})`);
  }
}
