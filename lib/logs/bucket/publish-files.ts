import type { FilePlace } from "@/lib/logs/store/folder";
import type { WrittenFile } from "@/lib/logs/store/write-file";
import { cacheOf } from "./hold-files";
import { objectName } from "./object-name";
import { logBucket } from "./use-bucket";

/** Whether new files go to the bucket. */
export function isInBucket(): boolean {
  return logBucket() !== null;
}

/** Puts finished files into the bucket; their own copies stay here as the first of the cache. */
export async function publishToBucket(
  folder: string,
  files: readonly (FilePlace & Pick<WrittenFile, "path" | "checksum" | "fileBytes">)[],
): Promise<void> {
  for (const written of files) {
    const file = { ...written, isRemote: true };
    const { path, checksum: sha256, fileBytes: bytes } = file;
    await logBucket()?.putFile(objectName(file), path, { bytes, sha256 });
    await cacheOf(folder)?.adopt(file, path);
  }
}
