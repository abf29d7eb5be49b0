import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type FilePlace, filePath } from "@/lib/logs/store/folder";
import { BucketError } from "./bucket-error";
import { objectName } from "./object-name";
import { logBucket } from "./use-bucket";

const SIDE_BY_SIDE = 8;

/** Removes files from wherever they lie, in whatever catalog they are. Gives those that are gone, and the first failure. */
export async function removeFiles<T extends FilePlace>(
  folder: string,
  files: readonly T[],
): Promise<{ removed: T[]; error: unknown }> {
  const removed: T[] = [];
  const left = [...files];
  let error: unknown;
  const work = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      try {
        await removeFile(folder, file);
        removed.push(file);
      } catch (failure) {
        error ??= failure;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return { removed, error };
}

async function removeFile(folder: string, file: FilePlace): Promise<void> {
  const path = filePath(folder, file);
  await rm(path, { force: true });
  // Goes only when it is empty.
  await rmdir(dirname(path)).catch(() => {});
  if (!file.isRemote) return;
  // It may have come from the folder, where it stays for a while.
  await rm(filePath(folder, { ...file, isRemote: false }), { force: true });
  const bucket = logBucket();
  if (!bucket)
    throw new BucketError(
      "refused",
      "The bucket that files of logs lie in is not set (JACKDAW_LOGS_BUCKET).",
    );
  await bucket.remove(objectName(file));
}
