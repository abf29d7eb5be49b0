import { rm } from "node:fs/promises";
import type { CachedFile } from "./list-cached";

/** There is no room even without all that nobody holds. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

/** A part that nobody has written to for so long is of a process that was killed. */
const PART_MS = 3_600_000;

/** Keeps a cache below its limit: counts what is there and what is on its way, and removes what was not read for longest. */
export class RoomBook {
  readonly #list: () => Promise<CachedFile[]>;
  readonly #mostBytes: number;
  readonly #users = new Map<string, number>();
  #coming = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(list: () => Promise<CachedFile[]>, mostBytes: number) {
    this.#list = list;
    this.#mostBytes = mostBytes;
  }

  /** Keeps these from being removed until the function that comes back is called. */
  pin(paths: readonly string[]): () => void {
    for (const path of paths) this.#users.set(path, (this.#users.get(path) ?? 0) + 1);
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

  /** Makes room for files of these sizes; call what comes back when they are there or will not come. @throws NoRoom */
  async admit(sizes: readonly number[]): Promise<() => void> {
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const turn = this.#working.then(() => this.#makeRoom(bytes));
    this.#working = turn.catch(() => {});
    await turn;
    let isComing = true;
    return () => {
      if (isComing) this.#coming -= bytes;
      isComing = false;
    };
  }

  async #makeRoom(bytes: number): Promise<void> {
    const files = await this.#list();
    const isPart = ({ name }: CachedFile) => name.includes("part-");
    const whole = files.filter((file) => !isPart(file)).toSorted((a, b) => a.usedAt - b.usedAt);
    for (const { path, usedAt } of files.filter(isPart))
      if (Date.now() - usedAt > PART_MS) await rm(path, { force: true });
    const free = whole.filter((file) => !this.#users.has(file.path));
    let used = sizeOf(whole) + this.#coming + bytes;
    // Nothing goes in vain.
    if (bytes > 0 && used - sizeOf(free) > this.#mostBytes) throw new NoRoom("The cache is too small.");
    for (const file of free) {
      if (used <= this.#mostBytes) break;
      await rm(file.path, { force: true });
      used -= file.bytes;
    }
    this.#coming += bytes;
  }
}

function sizeOf(files: readonly CachedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
