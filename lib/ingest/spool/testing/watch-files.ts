import { truncateSync } from "node:fs";
import { realFiles, type SpoolFiles, type SpoolHandle } from "@/lib/ingest/spool/spool-files";

type Operation = "open" | "writev" | "datasync" | "truncate" | "unlink" | "rename";

/** The real file system, watched, and bad on demand. */
export interface WatchedFiles {
  files: SpoolFiles;
  /** How often each operation was asked for. */
  counts: Map<Operation, number>;
  /** Error code with which an operation fails from now on; remove it to heal. */
  failures: Map<Operation, string>;
  /** Free and total bytes that `statfs` tells. */
  disk: { free: number; total: number };
  /** How many bytes one `writev` takes at most. */
  writeLimit: { bytes: number };
  /** Does to the segments what a power cut does: only what was synced is left. */
  cutPower: () => void;
}

/** Watches the file system; nothing fails until it is told to. */
export function watchFiles(): WatchedFiles {
  const counts = new Map<Operation, number>();
  const failures = new Map<Operation, string>();
  const synced = new Map<string, number>();
  const disk = { free: 100 * 1024 ** 3, total: 200 * 1024 ** 3 };
  const writeLimit = { bytes: Number.POSITIVE_INFINITY };

  function meet(operation: Operation): void {
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    const code = failures.get(operation);
    if (code) throw Object.assign(new Error(`${code}: made up`), { code });
  }

  function watch(path: string, handle: SpoolHandle): SpoolHandle {
    if (path.endsWith(".log") && !synced.has(path)) synced.set(path, 0);
    return {
      async writev(buffers, position) {
        const all = Buffer.concat(buffers as Buffer[]);
        const part = Number.isFinite(writeLimit.bytes) ? [all.subarray(0, writeLimit.bytes)] : buffers;
        // A disk that fills up takes a part first.
        if (failures.has("writev")) await handle.writev([all.subarray(0, all.byteLength >> 1)], position);
        meet("writev");
        return handle.writev(part, position);
      },
      read: (buffer, offset, length, position) => handle.read(buffer, offset, length, position),
      async datasync() {
        meet("datasync");
        await handle.datasync();
        if (synced.has(path)) synced.set(path, (await handle.stat()).size);
      },
      sync: () => handle.sync(),
      async truncate(length) {
        meet("truncate");
        await handle.truncate(length);
      },
      stat: () => handle.stat(),
      close: () => handle.close(),
    };
  }

  const files: SpoolFiles = {
    ...realFiles,
    async open(path, flags, mode) {
      if (flags === "wx") meet("open");
      return watch(path, await realFiles.open(path, flags, mode));
    },
    async unlink(path) {
      meet("unlink");
      await realFiles.unlink(path);
      synced.delete(path);
    },
    async rename(from, to) {
      meet("rename");
      await realFiles.rename(from, to);
    },
    statfs: () => Promise.resolve({ bsize: 1, blocks: disk.total, bavail: disk.free }),
  };
  return {
    files,
    counts,
    failures,
    disk,
    writeLimit,
    cutPower() {
      for (const [path, bytes] of synced) truncateSync(path, bytes);
    },
  };
}
