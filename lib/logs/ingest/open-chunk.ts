import { randomUUID } from "node:crypto";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import type { LogLine } from "@/lib/logs/line";
import type { Share } from "./chunk";
import { LineCounts } from "./line-counts";
import { TextBlocks } from "./text-blocks";
import { newWrittenLine, writeLine } from "./write-line";

const MAX_LINES = 8_000;
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_KEYS = 5_000;

const written = newWrittenLine();

/** A chunk that takes lines. It has its id from the beginning: whatever becomes of it, it counts once. */
export class OpenChunk {
  readonly id = randomUUID();
  readonly receivedAt = Date.now();
  readonly openedAt = performance.now();
  readonly projectId: number;
  readonly publicKey: string | undefined;
  readonly keys = new Set<string>();
  readonly shares = new Map<string, Share>();
  readonly counts: LineCounts;
  lines = 0;
  timeMin = 0n;
  timeMax = 0n;
  /** How many requests wait for it. */
  requests = 0;
  /** Settled when it is durable, or cannot become it. */
  readonly done: Promise<void>;
  resolve: () => void = () => {};
  reject: (error: unknown) => void = () => {};
  private readonly text = new TextBlocks();

  constructor({ projectId, publicKey, isUnverified }: KeyEntry) {
    this.projectId = projectId;
    this.publicKey = isUnverified ? publicKey : undefined;
    this.counts = new LineCounts(projectId);
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever waits is told; when nobody does any more, nobody need be.
    this.done.catch(() => {});
  }

  get isFull(): boolean {
    return this.lines >= MAX_LINES || this.bytes >= MAX_BYTES || this.keys.size >= MAX_KEYS;
  }

  /** Writes lines `from` … until the chunk is full or `to` is reached; returns the number of the next one. */
  take(lines: readonly LogLine[], from: number, to: number, arrival: bigint): number {
    let at = from;
    for (; at < to && !this.isFull; at++) {
      writeLine(lines[at] as LogLine, this.lines, arrival, this.keys, written);
      const { json, time, severity, host, service } = written;
      this.text.add(json);
      if (this.lines === 0 || time < this.timeMin) this.timeMin = time;
      if (this.lines === 0 || time > this.timeMax) this.timeMax = time;
      this.counts.add(time, severity, host, service);
      this.lines++;
    }
    return at;
  }

  /** Counts what a key brought. */
  share(keyId: string, lines: number, bytes: number): void {
    const share = this.shares.get(keyId);
    if (share) {
      share.lines += lines;
      share.bytes += bytes;
    } else this.shares.set(keyId, { keyId, lines, bytes });
  }

  /** Of JSON so far. */
  get bytes(): number {
    return this.text.bytes;
  }

  /** All lines, for once. */
  takeText(): Buffer {
    return this.text.take();
  }
}
