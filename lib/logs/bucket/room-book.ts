import { rm } from "node:fs/promises";
import type { CachedFile } from "./list-cached";

/** There is no room even without all that nobody holds. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

/** A part that nobody has written to for so long is of a process that was killed. */
const PART_MS = 3_600_000;
const FRESH_MS = 5_000;

/** Keeps a cache below its limit: counts what is there and what is on its way, and removes what was not read for longest. */
export class RoomBook {
  readonly #list: () => Promise<CachedFile[]>;
  readonly #mostBytes: number;
  readonly #users = new Map<string, number>();
  #listed: { at: number; files: CachedFile[] } = { at: Number.NEGATIVE_INFINITY, files: [] };
  #coming = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(list: () => Promise<CachedFile[]>, mostBytes: number) {
    this.#list = list;
    this.#mostBytes = mostBytes;
  }

  /** Keeps these from being removed until the function that comes back is called. */
  pin(paths: readonly string[]): () => void {
    for (const path of paths) this.#users.set(path, (this.#users.get(path) ?? 0) + 1);
    const wanted = new Set(paths);
    for (const file of this.#listed.files) if (wanted.has(file.path)) file.usedAt = Date.now();
    let isPinned = true;
    return () => {
      if (!isPinned) return;
      isPinned = false;
      for (const path of paths) {
        const left = (this.#users.get(path) ?? 1) - 1;
        if (left > 0) this.#users.set(path, left);
        else this.#users.delete(path);
      }
    };
  }

  /**
   * Makes room for a file; call what comes back when it is there (`true`) or will not come.
   * @throws NoRoom
   */
  async admit(path: string, bytes: number): Promise<(isHere: boolean) => void> {
    await this.#inTurn(async () => this.#makeRoom(await this.#listSometimes(), bytes));
    let isComing = true;
    return (isHere) => {
      if (!isComing) return;
      isComing = false;
      this.#coming -= bytes;
      if (isHere) this.#listed.files.push({ path, name: "", bytes, usedAt: Date.now() });
    };
  }

  /** Removes what is too much, by what lies on the disk now. */
  async trim(): Promise<void> {
    this.#listed.at = Number.NEGATIVE_INFINITY;
    await this.#inTurn(async () => this.#makeRoom(await this.#listSometimes(), 0));
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#working.then(work);
    this.#working = turn.catch(() => {});
    await turn;
  }

  /** What lies there: many files come at once, and looking at all of the disk for each would take longer than they do. */
  async #listSometimes(): Promise<CachedFile[]> {
    const now = performance.now();
    if (now - this.#listed.at < FRESH_MS) return this.#listed.files;
    const whole: CachedFile[] = [];
    for (const file of await this.#list()) {
      if (!file.name.includes("part-")) whole.push(file);
      else if (Date.now() - file.usedAt > PART_MS) await rm(file.path, { force: true });
    }
    this.#listed = { at: now, files: whole };
    return whole;
  }

  async #makeRoom(files: CachedFile[], bytes: number): Promise<void> {
    const free = files.filter((file) => !this.#users.has(file.path)).toSorted((a, b) => a.usedAt - b.usedAt);
    let used = sizeOf(files) + this.#coming + bytes;
    // Nothing goes in vain.
    if (bytes > 0 && used - sizeOf(free) > this.#mostBytes) throw new NoRoom("The cache is too small.");
    const gone = new Set<CachedFile>();
    for (const file of free) {
      if (used <= this.#mostBytes) break;
      await rm(file.path, { force: true });
      gone.add(file);
      used -= file.bytes;
    }
    if (gone.size > 0) this.#listed.files = this.#listed.files.filter((file) => !gone.has(file));
    this.#coming += bytes;
  }
}

function sizeOf(files: readonly CachedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
