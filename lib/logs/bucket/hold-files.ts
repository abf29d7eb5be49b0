import { BucketError } from "./bucket-error";
import { FileCache } from "./file-cache";
import { logBucket } from "./use-bucket";
import type { StoredFile } from "@/lib/logs/store/read-snapshot";
import { describeUnread, isLasting, toUnreadPart, type UnreadFile } from "./unread";

export interface HeldFiles<T extends StoredFile> {
  /** Those that can be read at their paths. */
  files: T[];
  unread: UnreadFile[];
  release: () => void;
}

export interface HoldOptions {
  limitMs: number;
  signal?: AbortSignal | undefined;
  /** Copies are compared with their checksums first. */
  isChecked?: boolean;
}

/** How long work in the background waits for files. */
const UPKEEP_MS = 300_000;
const ALL = { from: -(2n ** 63n), to: 2n ** 63n };
const caches = new Map<string, FileCache>();

/** The cache of a log folder; null without a bucket. */
export function cacheOf(folder: string): FileCache | null {
  const bucket = logBucket();
  if (!bucket) return null;
  let cache = caches.get(folder);
  if (!cache) caches.set(folder, (cache = new FileCache(folder, bucket, bucket.settings.cacheBytes)));
  return cache;
}

/** Forgets the cache of a folder when nothing is on its way any more: another bucket may follow, and the folder may go. */
export async function closeCache(folder: string): Promise<void> {
  await caches.get(folder)?.close();
  caches.delete(folder);
}

/** Brings the files that lie in the bucket here and keeps them; the others are where they always are. */
export async function holdFiles<T extends StoredFile>(
  folder: string,
  files: readonly T[],
  { limitMs, signal, isChecked = false }: HoldOptions,
): Promise<HeldFiles<T>> {
  const remote = files.filter(({ isRemote }) => isRemote);
  if (remote.length === 0) return { files: [...files], unread: [], release: () => {} };
  const cache = cacheOf(folder);
  if (!cache) {
    const unread = remote.map((file) => ({ file, reason: "unset" as const }));
    return { files: files.filter(({ isRemote }) => !isRemote), unread, release: () => {} };
  }
  const { unread, release } = await cache.hold(remote, limitMs, signal, isChecked);
  const lost = new Set(unread.map(({ file }) => file.id));
  return { files: files.filter(({ id }) => !lost.has(id)), unread, release };
}

/** Does work that needs these files here, whole and right; one that is damaged in the bucket itself is left to the work. */
export async function withFiles<T>(
  folder: string,
  files: readonly StoredFile[],
  work: () => Promise<T>,
): Promise<T> {
  const held = await holdFiles(folder, files, { limitMs: UPKEEP_MS, isChecked: true });
  try {
    const waiting = held.unread.filter((one) => !isLasting(one));
    if (waiting.length > 0) throw new BucketError("away", describeUnread(toUnreadPart(waiting, ALL)));
    return await work();
  } finally {
    held.release();
  }
}
