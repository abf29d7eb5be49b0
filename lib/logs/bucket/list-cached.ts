import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "@/lib/logs/store/folder";

/** A copy on the disk, or a part of one that is on its way. */
export interface CachedFile {
  path: string;
  /** Below the cache folder, with slashes. */
  name: string;
  bytes: number;
  /** When it was last read, about. */
  usedAt: number;
}

/** All that lies in the cache of a log folder. */
export async function listCached(folder: string): Promise<CachedFile[]> {
  const cache = cacheFolder(folder);
  const names = await readdir(cache, { recursive: true }).catch(() => []);
  const files: CachedFile[] = [];
  for (const name of names) {
    if (!/(^|[\\/])part-[0-9a-f-]{36}$|\.parquet$/.test(name)) continue;
    const path = join(cache, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile())
      files.push({ path, name: name.replaceAll("\\", "/"), bytes: found.size, usedAt: found.mtimeMs });
  }
  return files;
}
