import { rm } from "node:fs/promises";
import type { LogQuery } from "@/lib/logs/engine/engine";
import { failureOf } from "@/lib/logs/engine/explain-failure";
import { chooseFiles } from "@/lib/logs/store/choose-stretches";
import { filePath } from "@/lib/logs/store/folder";
import { readSnapshot, type StoredFile } from "@/lib/logs/store/read-snapshot";
import { checksumOf } from "@/lib/logs/store/write-file";
import { holdFiles } from "./hold-files";
import { readFacts } from "./read-facts";
import { logBucket } from "./use-bucket";
import { describeUnread, isLasting, toUnreadPart, type UnreadFile, type UnreadPart } from "./unread";

/** Even a question whose time is over may look whether its files are here. */
const LEAST_MS = 1_000;

/** Brings the files of one query here, and knows which ones it goes without. */
export class QueryFiles {
  readonly #folder: string;
  readonly #query: LogQuery;
  readonly #signal: AbortSignal | undefined;
  readonly #until: number;
  readonly #lost = new Map<string, UnreadFile>();

  constructor(folder: string, query: LogQuery, signal: AbortSignal | undefined) {
    this.#folder = folder;
    this.#query = query;
    this.#signal = signal;
    this.#until = performance.now() + query.timeoutMs;
  }

  /** Brings what lies in the bucket, before the query has its turn: what is slow holds up nobody else. */
  async prepare(): Promise<void> {
    if (!logBucket()) return;
    const { projectIds, from, to } = this.#query.source;
    const { files } = await readSnapshot({ projectIds, from, to, columns: [] });
    (await this.#hold(chooseFiles(files, this.#query.source))).release();
  }

  /**
   * Keeps the files of the catalog here that can be read, until `release`; `unread` is the stretch of the others. Throws
   * LogEngineError `unread` when the query wants all of them and asking again may help.
   */
  async take(
    files: readonly StoredFile[],
  ): Promise<{ files: StoredFile[]; unread: UnreadPart | null; release: () => void }> {
    const held = await this.#hold(files.filter(({ id }) => !this.#lost.has(id)));
    const unread = [...held.unread, ...this.#lost.values()];
    const { source, mayMiss } = this.#query;
    const waiting = unread.filter((one) => !isLasting(one));
    if (waiting.length > 0 && !mayMiss) {
      held.release();
      throw failureOf("unread", describeUnread(toUnreadPart(waiting, source)));
    }
    return {
      files: held.files,
      unread: unread.length > 0 ? toUnreadPart(unread, source) : null,
      release: held.release,
    };
  }

  /**
   * Looks for what is wrong with files that could not be read, and says whether a second try may do better: without those of
   * this folder that are lost or damaged, and with new copies of the bucket's that are damaged or were removed meanwhile.
   */
  async findFaults(files: readonly StoredFile[]): Promise<{ isWorthIt: boolean; lost: number }> {
    const facts = await readFacts(files);
    let isWorthIt = false;
    let lost = 0;
    for (const file of files) {
      const path = filePath(this.#folder, file);
      const found = await checksumOf(path).catch((error: NodeJS.ErrnoException) => error);
      const right = facts.get(file.id)?.sha256;
      // What left the catalog meanwhile can only be here or not.
      if (found === right || (typeof found === "string" && right === undefined && !file.isRemote)) continue;
      isWorthIt = true;
      if (file.isRemote) await rm(path, { force: true });
      else {
        const isLost = typeof found !== "string" && found.code === "ENOENT";
        this.#lost.set(file.id, { file, reason: isLost ? "lost" : "damaged" });
        if (isLost) lost++;
      }
    }
    return { isWorthIt, lost };
  }

  #hold(files: readonly StoredFile[]) {
    const limitMs = Math.max(this.#until - performance.now(), LEAST_MS);
    return holdFiles(this.#folder, files, { limitMs, signal: this.#signal });
  }
}
