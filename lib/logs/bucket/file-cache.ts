import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder, type FilePlace, filePath } from "@/lib/logs/store/folder";
import type { StoredFile } from "@/lib/logs/store/read-snapshot";
import { checksumOf } from "@/lib/logs/store/write-file";
import { BucketError } from "./bucket-error";
import { listCached } from "./list-cached";
import { objectName } from "./object-name";
import type { LogBucket, ObjectFacts } from "./open-bucket";
import { readFacts } from "./read-facts";
import { NoRoom, RoomBook } from "./room-book";
import type { UnreadFile, UnreadReason } from "./unread";

/** Copies that stay on the disk until `release`. */
export interface HeldCopies {
  unread: UnreadFile[];
  release: () => void;
}

const SIDE_BY_SIDE = 6;
/** A copy's time on the disk says when it was last read, about. */
const TOUCH_MS = 60_000;

/**
 * Copies of the bucket's files on this disk, below the log folder. All of them may go at any time, and come back when they are
 * needed; the least recently read go first when the limit is reached, and never one that is held. The disk is the only
 * memory, so several processes may share a folder.
 */
export class FileCache {
  readonly #folder: string;
  readonly #bucket: LogBucket;
  readonly #room: RoomBook;
  readonly #coming = new Map<string, Promise<void>>();
  readonly #touched = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(folder: string, bucket: LogBucket, mostBytes: number) {
    this.#folder = folder;
    this.#bucket = bucket;
    this.#room = new RoomBook(() => listCached(folder), mostBytes);
  }

  /**
   * Makes sure that copies of these files are here, as far as that can be done in time, and keeps them. What is not here by
   * then goes on coming for whoever asks next. `isChecked`: copies are compared with their checksums, and fetched anew.
   */
  async hold(
    files: readonly StoredFile[],
    limitMs: number,
    signal?: AbortSignal,
    isChecked = false,
  ): Promise<HeldCopies> {
    const paths = files.map((file) => filePath(this.#folder, file));
    const unpin = this.#room.pin(paths);
    try {
      const there = await Promise.all(paths.map((path) => this.#isHere(path)));
      const missing = files.filter((_, index) => isChecked || !there[index]);
      const unread = missing.length > 0 ? await this.#fetchAll(missing, limitMs, signal, isChecked) : [];
      return { unread, release: unpin };
    } catch (error) {
      unpin();
      throw error;
    }
  }

  /** Takes over a file that the bucket has by now: it is moved here. */
  async adopt(file: FilePlace, path: string): Promise<void> {
    const target = filePath(this.#folder, file);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await this.#room.trim();
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#coming.values());
  }

  async #isHere(path: string): Promise<boolean> {
    const now = Date.now();
    if (now - (this.#touched.get(path) ?? 0) < TOUCH_MS) return stat(path).then(Boolean, () => false);
    // One step: tells whether it is there, too.
    const isHere = await utimes(path, new Date(now), new Date(now)).then(
      () => true,
      () => false,
    );
    if (isHere) this.#touched.set(path, now);
    return isHere;
  }

  async #fetchAll(
    files: readonly StoredFile[],
    limitMs: number,
    signal: AbortSignal | undefined,
    isChecked: boolean,
  ): Promise<UnreadFile[]> {
    const facts = await readFacts(files);
    // Whoever reads a page reads the newest lines first.
    const order = files.toSorted((a, b) => (a.timeMax > b.timeMax ? -1 : 1));
    const works = order.map((file) => ({ file, work: this.#bring(file, facts.get(file.id), isChecked) }));
    const failures = new Map<StoredFile, UnreadReason>(works.map(({ file }) => [file, "slow"]));
    const all = Promise.all(
      works.map(({ file, work }) =>
        work.then(
          () => failures.delete(file),
          (error: unknown) => failures.set(file, reasonFor(error)),
        ),
      ),
    );
    await within(all, limitMs, signal);
    return [...failures].map(([file, reason]) => ({ file, reason }));
  }

  /** Fetches a file once, however many want it. */
  #bring(file: StoredFile, facts: ObjectFacts | undefined, isChecked: boolean): Promise<void> {
    const path = filePath(this.#folder, file);
    const coming = this.#coming.get(path);
    if (coming) return coming;
    const work = this.#inTurn(() => this.#fetch(file, path, facts, isChecked)).finally(() =>
      this.#coming.delete(path),
    );
    this.#coming.set(path, work);
    return work;
  }

  async #fetch(
    file: StoredFile,
    path: string,
    facts: ObjectFacts | undefined,
    isChecked: boolean,
  ): Promise<void> {
    if (!facts) throw new BucketError("missing", "The bucket is not asked for what is in no catalog.");
    // Another one may have brought it since it was looked for.
    if (!isChecked && (await this.#isHere(path))) return;
    if (isChecked) {
      if ((await checksumOf(path).catch(() => null)) === facts.sha256) return;
      await rm(path, { force: true });
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const part = join(cacheFolder(this.#folder), `part-${randomUUID()}`);
    const settle = await this.#room.admit(path, facts.bytes);
    try {
      const local = filePath(this.#folder, { ...file, isRemote: false });
      // It may be here under its old name, from before it went to the bucket.
      if ((await checksumOf(local).catch(() => null)) === facts.sha256)
        await link(local, part).catch(() => copyFile(local, part));
      else await this.#bucket.getFile(objectName(file), part, facts);
      await rename(part, path);
      settle(true);
    } finally {
      settle(false);
      await rm(part, { force: true });
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= SIDE_BY_SIDE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

function reasonFor(error: unknown): UnreadReason {
  if (error instanceof NoRoom || /^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? ""))
    return "room";
  if (!(error instanceof BucketError)) return "away";
  if (error.failure === "missing") return "lost";
  return error.failure === "damaged" ? "damaged" : "away";
}

/** Waits for work, but no longer than that. */
async function within(work: Promise<unknown>, limitMs: number, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  const stop = () => over.abort();
  const timer = setTimeout(stop, limitMs);
  signal?.addEventListener("abort", stop, { once: true });
  const ended = new Promise<void>((resolve) => over.signal.addEventListener("abort", () => resolve()));
  if (signal?.aborted) stop();
  await Promise.race([work, ended]);
  clearTimeout(timer);
  signal?.removeEventListener("abort", stop);
}
