import type { KeyEntry } from "@/lib/ingest/key-directory";
import { isAway, noteAway, noteBack } from "@/lib/ingest/outage";
import { isAboutContent } from "@/lib/ingest/refusal";
import type { LogLine } from "@/lib/logs/line";
import type { Chunk } from "./chunk";
import { bufferChunks, hasChunkBuffer } from "./chunk-buffer";
import { type Attempt, commitChunks } from "./commit-chunks";
import { settleCommit } from "./mark-commit";
import { OpenChunk } from "./open-chunk";
import { packChunk } from "./pack-chunk";

/** How much is packed and committed together, in bytes of JSON. */
const MAX_BATCH = 8 * 1024 * 1024;
/** How much waits at most; who brings more waits for room. */
const MAX_WAITING = 24 * 1024 * 1024;
/** A batch of so many requests says that more are coming: the next one waits for company. */
const BUSY_REQUESTS = 4;
const GATHER_MS = 30;
const COMPANY = 64;
/** How long lines wait for their turn before the disk takes them. */
const TURN_MS = 250;
/** How long a commit may take before its chunks are put on disk as well, so that their senders get an answer. */
const COMMIT_MS = 1_000;
const LOOK_MS = 50;
/** One chunk in so many takes the way of an outage, so that nobody finds out during one that it does not work. */
const SAMPLE_EVERY = 1_000;

/** Full ones, in order; behind them the one of each project that still takes lines. */
let closed: OpenChunk[] = [];
const open = new Map<string, OpenChunk>();
let waitingBytes = 0;
let waitingRequests = 0;
/** What Postgres is at, while nobody has put it on disk. */
let flight: { batch: Packed[]; attempt: Attempt; since: number } | undefined;
let isRunning = false;
/** Whether the commit under way is waited for, also after its chunks were put on disk. */
let isCommitting = false;
let watch: NodeJS.Timeout | undefined;
/** Ends the wait for company, while there is one. */
let gathered: (() => void) | undefined;
let roomy: (() => void)[] = [];
let packed = 0;

interface Packed {
  chunk: Chunk;
  open: OpenChunk;
}

/** A part of a request's lines. */
export interface Portion {
  from: number;
  to: number;
  /** Nanoseconds since 1970. */
  arrival: bigint;
  /** The chunk that took the portion before. */
  last: OpenChunk | undefined;
}

/**
 * Adds lines to the chunk of their project, as many as it takes. Returns the chunk, whose `done` tells when it is durable,
 * and the number of the next line.
 */
export function gatherLines(
  key: KeyEntry,
  lines: readonly LogLine[],
  { from, to, arrival, last }: Portion,
): { chunk: OpenChunk; next: number } {
  const name = key.isUnverified ? key.publicKey : String(key.projectId);
  let chunk = open.get(name);
  if (!chunk) open.set(name, (chunk = new OpenChunk(key)));
  const before = chunk.bytes;
  const next = chunk.take(lines, from, to, arrival);
  waitingBytes += chunk.bytes - before;
  if (chunk !== last) {
    chunk.requests++;
    waitingRequests++;
  }
  if (chunk.isFull) {
    open.delete(name);
    closed.push(chunk);
  }
  watch ??= setInterval(lookAtTheClock, LOOK_MS);
  if (isRunning && (closed.length > 0 || waitingRequests >= COMPANY)) gathered?.();
  return { chunk, next };
}

/** Begins to store what was gathered, unless that is under way. */
export function startStoring(): void {
  if (!isRunning) void run();
}

/** Resolves when there is room for more lines; undefined when there is now. */
export function roomForMore(): Promise<void> | undefined {
  if (waitingBytes < MAX_WAITING) return undefined;
  return new Promise((resolve) => roomy.push(resolve));
}

async function run(): Promise<void> {
  isRunning = true;
  while (closed.length > 0 || open.size > 0) {
    const batch = takeBatch();
    await store(await packAll(batch));
    const requests = batch.reduce((sum, chunk) => sum + chunk.requests, 0);
    if (requests >= BUSY_REQUESTS && closed.length === 0 && waitingRequests < COMPANY) await gather();
  }
  clearInterval(watch);
  watch = undefined;
  isRunning = false;
}

function gather(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, GATHER_MS);
    gathered = end;
    function end(): void {
      clearTimeout(timer);
      gathered = undefined;
      resolve();
    }
  });
}

function takeBatch(): OpenChunk[] {
  const batch: OpenChunk[] = [];
  let bytes = 0;
  const take = (chunk: OpenChunk): boolean => {
    if (batch.length > 0 && bytes + chunk.bytes > MAX_BATCH) return false;
    batch.push(chunk);
    bytes += chunk.bytes;
    return true;
  };
  while (closed[0] && take(closed[0])) closed.shift();
  if (closed.length === 0) for (const [name, chunk] of open) if (take(chunk)) open.delete(name);
  left(batch);
  return batch;
}

/** They wait no longer. */
function left(chunks: OpenChunk[]): void {
  for (const chunk of chunks) {
    waitingBytes -= chunk.bytes;
    waitingRequests -= chunk.requests;
  }
  if (waitingBytes >= MAX_WAITING) return;
  for (const resolve of roomy) resolve();
  roomy = [];
}

/** Those that could be packed; who waits for another is told why it could not. */
async function packAll(batch: OpenChunk[]): Promise<Packed[]> {
  const done = await Promise.all(
    batch.map((open) =>
      packChunk(open).then(
        (chunk) => ({ chunk, open }),
        (error: unknown) => open.reject(error),
      ),
    ),
  );
  return done.filter((one) => one !== undefined);
}

async function store(batch: Packed[]): Promise<void> {
  const forDisk = hasChunkBuffer() ? batch.filter(isForDisk) : [];
  const others = batch.filter((one) => !forDisk.includes(one));
  await Promise.all([
    forDisk.length > 0 ? putOnDisk(forDisk) : undefined,
    others.length > 0 ? commit(others) : undefined,
  ]);
}

function isForDisk({ chunk }: Packed): boolean {
  return ++packed % SAMPLE_EVERY === 0 || chunk.publicKey !== undefined || isAway();
}

async function commit(batch: Packed[]): Promise<void> {
  const own = { batch, attempt: {} as Attempt, since: performance.now() };
  flight = own;
  isCommitting = true;
  try {
    await commitChunks(
      batch.map(({ chunk }) => chunk),
      own.attempt,
    );
    noteBack();
    if (flight === own) settleCommit(own.attempt.commit);
    for (const {
      open: { resolve },
    } of batch)
      resolve();
  } catch (error) {
    if (!hasChunkBuffer())
      for (const {
        open: { reject },
      } of batch)
        reject(error);
    else if (flight === own) {
      // A chunk that Postgres refuses is found out by the drain.
      if (!isAboutContent(error)) noteAway(error);
      await putOnDisk(afterAttempt(own));
    }
  } finally {
    if (flight === own) flight = undefined;
    isCommitting = false;
  }
}

/** Chunks whose COMMIT was sent may be stored: they carry the id of that commit. */
function afterAttempt({ batch, attempt }: { batch: Packed[]; attempt: Attempt }): Packed[] {
  if (attempt.commit !== undefined) for (const { chunk } of batch) chunk.attempts.push(attempt.commit);
  return batch;
}

/** Postgres may be slow without saying anything: who has waited too long for it is served by the disk. */
function lookAtTheClock(): void {
  if (!hasChunkBuffer()) return;
  const now = performance.now();
  if (isCommitting) serveTheLate(now);
  if (flight && now - flight.since > COMMIT_MS) {
    const given = flight;
    flight = undefined;
    given.attempt.isGivenUp = true;
    noteAway(new Error(`log lines take longer than ${COMMIT_MS} ms to be stored`));
    void putOnDisk(afterAttempt(given));
  }
}

/** Only behind a commit: what waits for company, or is being packed, is on its way. */
function serveTheLate(now: number): void {
  const isLate = (chunk: OpenChunk) => now - chunk.openedAt > TURN_MS;
  const late = closed.filter(isLate);
  closed = closed.filter((chunk) => !isLate(chunk));
  for (const [name, chunk] of open) {
    if (!isLate(chunk)) continue;
    open.delete(name);
    late.push(chunk);
  }
  if (late.length === 0) return;
  left(late);
  void packAll(late).then(putOnDisk);
}

async function putOnDisk(batch: Packed[]): Promise<void> {
  try {
    await bufferChunks(batch.map(({ chunk }) => chunk));
    for (const {
      open: { resolve },
    } of batch)
      resolve();
  } catch (error) {
    for (const {
      open: { reject },
    } of batch)
      reject(error);
  }
}
