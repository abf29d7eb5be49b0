import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { pool } from "@/lib/db/pool";
import { lastChunk, listChunks, readChunk } from "./read-chunk";
import { readLines, type TailLine } from "./tail-line";

/** Chunks that wait to be read; older ones are passed over. */
const queueLimit = 64;
/** Chunks that were heard of last, so that none is read twice after a new connection. */
const heardLimit = 512;
/** Lines that are looked at before others have their turn. */
const sliceLines = 250;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A connection that was cut silently is noticed by a question that gets no answer. */
const HEARTBEAT_MS = 15_000;

/** Somebody who follows lines as they are stored. */
export interface Follower {
  wants(projectId: number): boolean;
  /** Lines of one chunk, in portions. */
  take(lines: readonly TailLine[]): void;
  /** Whether news arrive. */
  listen(isListening: boolean): void;
  /** A chunk could not be read or was passed over. */
  miss(): void;
}

interface Notice {
  projectId: number;
  id: string;
}

/**
 * News of stored chunks for all followers of this process: one connection, each chunk read once. Connected while somebody
 * follows, and again after it was lost.
 */
export class ChunkFeed {
  readonly #followers = new Set<Follower>();
  readonly #queue: Notice[] = [];
  readonly #heard = new Set<string>();
  /** The last chunk that there was when we began, or that was read since; null while nobody follows. */
  #last: string | null = null;
  #isListening = false;
  #isConnecting = false;
  #isReading = false;
  #leave: () => void = () => {};

  /** Follows until the answer is called. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    if (this.#isListening) follower.listen(true);
    if (!this.#isConnecting) void this.#connect();
    return () => {
      if (this.#followers.delete(follower) && this.#followers.size === 0) this.#leave();
    };
  }

  async #connect(): Promise<void> {
    this.#isConnecting = true;
    let pause = FIRST_WAIT_MS;
    while (this.#followers.size > 0) {
      const began = Date.now();
      await this.#listen().catch(() => {});
      this.#tell(false);
      if (Date.now() - began > LONGEST_WAIT_MS) pause = FIRST_WAIT_MS;
      if (this.#followers.size > 0) await wait(pause);
      pause = Math.min(pause * 2, LONGEST_WAIT_MS);
    }
    this.#isConnecting = false;
    this.#last = null;
    this.#heard.clear();
  }

  /** Returns when nobody follows, throws when the connection is lost. */
  async #listen(): Promise<void> {
    const { connectionString } = pool().options;
    const client = new Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      application_name: "jackdaw tail",
    });
    const ended = new Promise<void>((resolve) => {
      client.once("error", () => resolve());
      client.once("end", () => resolve());
      this.#leave = resolve;
    });
    client.on("notification", ({ payload = "" }) => this.#hear(payload));
    const heartbeat = setInterval(
      () => client.query("SELECT 1").catch(() => client.end().catch(() => {})),
      HEARTBEAT_MS,
    );
    try {
      await client.connect();
      await client.query("LISTEN log_chunk");
      if (this.#last === null) this.#last = await lastChunk();
      else await this.#catchUp(this.#last);
      this.#tell(true);
      await ended;
    } finally {
      clearInterval(heartbeat);
      await client.end().catch(() => {});
    }
  }

  #tell(isListening: boolean): void {
    if (this.#isListening === isListening) return;
    this.#isListening = isListening;
    for (const follower of this.#followers) follower.listen(isListening);
  }

  /** What was stored while nobody listened, by drains above all. */
  async #catchUp(last: string): Promise<void> {
    for (const { projectId, id } of await listChunks(last, queueLimit)) this.#hear(`${projectId}:${id}`);
  }

  #hear(payload: string): void {
    const [project = "", id = ""] = payload.split(":");
    const projectId = Number(project);
    if (this.#heard.has(id) || this.#wanting(projectId).length === 0) return;
    this.#heard.add(id);
    for (const oldest of this.#heard) if (this.#heard.size > heardLimit) this.#heard.delete(oldest);
    this.#queue.push({ projectId, id });
    if (this.#queue.length > queueLimit) {
      const passedOver = this.#queue.shift();
      if (passedOver) this.#miss(passedOver);
    }
    if (!this.#isReading) void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    for (let notice = this.#queue.shift(); notice !== undefined; notice = this.#queue.shift()) {
      try {
        const chunk = await readChunk(notice.projectId, notice.id);
        if (chunk === null) {
          this.#miss(notice);
          continue;
        }
        if (this.#last === null || BigInt(chunk.seq) > BigInt(this.#last)) this.#last = chunk.seq;
        await this.#give(notice, chunk.body);
      } catch {
        // The database is away or the chunk is damaged; the sealer tells the owner of the latter.
        this.#miss(notice);
      }
    }
    this.#isReading = false;
  }

  async #give({ projectId, id }: Notice, body: Buffer): Promise<void> {
    let slice: TailLine[] = [];
    const give = () => {
      for (const follower of this.#wanting(projectId)) follower.take(slice);
      slice = [];
    };
    for (const line of readLines(projectId, id, body)) {
      slice.push(line);
      if (slice.length < sliceLines) continue;
      give();
      await turn();
    }
    give();
  }

  #wanting(projectId: number): Follower[] {
    return [...this.#followers].filter((follower) => follower.wants(projectId));
  }

  #miss({ projectId }: Notice): void {
    for (const follower of this.#wanting(projectId)) follower.miss();
  }
}

// Next bundles this module more than once; one feed serves the process.
const holder = globalThis as typeof globalThis & { jackdawChunkFeed?: ChunkFeed };

/** The feed of this process. */
export function chunkFeed(): ChunkFeed {
  holder.jackdawChunkFeed ??= new ChunkFeed();
  return holder.jackdawChunkFeed;
}
