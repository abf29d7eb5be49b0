import { isDiskFull } from "@/lib/health/watch-disk";
import { bufferEvents, hasBuffer } from "./buffer";
import { commitEvents } from "./commit-events";
import { isAway, noteAway, noteBack } from "./outage";
import { OverloadError } from "./overload-error";
import type { PreparedEvent } from "./prepared-event";
import type { SpooledEvent } from "./spool/spooled-event";

const MAX_EVENTS = 200;
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_WAITING = 2_000;
/** A batch of so many says that more are coming: the next one waits for company. */
const BUSY_EVENTS = 8;
/**
 * How long it waits at most, and for how much company: a transaction costs the same for ten events as for a hundred. Not for
 * all that a hundred clients have under way, or nothing would be left to prepare while it commits.
 */
const GATHER_MS = 30;
const COMPANY = 64;
/** How long an event waits for its turn before the disk takes it. */
const TURN_MS = 250;
/** How long a batch may take before its events are put on disk as well, so that their clients get an answer. */
const COMMIT_MS = 1_000;
const LOOK_MS = 50;
/** One event in so many takes the way of an outage, so that nobody finds out during one that it does not work. */
const SAMPLE_EVERY = 1_000;

interface Waiting {
  record: SpooledEvent;
  since: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];
/** The batch that Postgres is at, while nobody has put it on disk. */
let flight: { batch: Waiting[]; since: number } | undefined;
let isRunning = false;
let watch: NodeJS.Timeout | undefined;
/** Ends the wait for company, while there is one. */
let gathered: (() => void) | undefined;
let stored = 0;

/**
 * Stores an event together with the others that arrive meanwhile, and returns when it is durable: committed in Postgres,
 * or on the disk of this process when Postgres is away or slow. While one batch commits, and in a flood for 30 ms more, the
 * next one gathers; so a lone event does not wait and a flood is written up to 200 at a time. `publicKey` stands for a key that could not be looked up.
 * Throws `OverloadError` when there is no room; without a buffer, also what keeps Postgres from storing the event.
 */
export async function store(event: PreparedEvent, publicKey?: string): Promise<void> {
  if (isDiskFull()) throw new OverloadError("the disk is almost full; send again later", "disk_full");
  const record = { event, publicKey, isRetry: false };
  const isForDisk = publicKey !== undefined || isAway() || waiting.length >= MAX_WAITING;
  if (isForDisk && hasBuffer()) return bufferEvents([record]);
  if (++stored % SAMPLE_EVERY === 0 && hasBuffer()) return bufferEvents([record]).catch(() => queue(record));
  return queue(record);
}

function queue(record: SpooledEvent): Promise<void> {
  if (waiting.length >= MAX_WAITING)
    return Promise.reject(new OverloadError("too many events are waiting to be stored"));
  return new Promise((resolve, reject) => {
    waiting.push({ record, since: performance.now(), resolve, reject });
    watch ??= setInterval(lookAtTheClock, LOOK_MS);
    if (!isRunning) void run();
    else if (waiting.length >= COMPANY) gathered?.();
  });
}

async function run(): Promise<void> {
  isRunning = true;
  while (waiting.length > 0) {
    const batch = takeBatch();
    await commit(batch);
    if (batch.length >= BUSY_EVENTS && waiting.length < COMPANY) await gather();
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

function takeBatch(): Waiting[] {
  let bytes = 0;
  let length = 0;
  for (const { record } of waiting) {
    bytes += record.event.payload.byteLength;
    if (length === MAX_EVENTS || (length > 0 && bytes > MAX_BYTES)) break;
    length++;
  }
  const batch = waiting.slice(0, length);
  waiting = waiting.slice(length);
  return batch;
}

async function commit(batch: Waiting[]): Promise<void> {
  const own = { batch, since: performance.now() };
  flight = own;
  try {
    await commitEvents(batch.map(({ record }) => record));
    noteBack();
    for (const { resolve } of batch) resolve();
  } catch (error) {
    if (!hasBuffer()) for (const { reject } of batch) reject(error);
    else {
      noteAway(error);
      if (flight === own) await putOnDisk(batch, { isRetry: true });
    }
  } finally {
    flight = undefined;
  }
}

/** Postgres may be slow without saying anything: who has waited too long for it is served by the disk. */
function lookAtTheClock(): void {
  if (!hasBuffer()) return;
  const now = performance.now();
  const inTime = waiting.findIndex(({ since }) => now - since <= TURN_MS);
  const late = waiting.slice(0, inTime === -1 ? waiting.length : inTime);
  if (late.length > 0) {
    waiting = waiting.slice(late.length);
    void putOnDisk(late, { isRetry: false });
  }
  if (flight && now - flight.since > COMMIT_MS) {
    noteAway(new Error(`a batch of ${flight.batch.length} takes longer than ${COMMIT_MS} ms`));
    void putOnDisk(flight.batch, { isRetry: true });
    flight = undefined;
  }
}

async function putOnDisk(batch: Waiting[], { isRetry }: { isRetry: boolean }): Promise<void> {
  try {
    await bufferEvents(batch.map(({ record }) => ({ ...record, isRetry })));
    for (const { resolve } of batch) resolve();
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
