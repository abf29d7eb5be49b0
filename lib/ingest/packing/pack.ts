import { Worker } from "node:worker_threads";
import { packPayload } from "@/lib/events/payload";
import { logTrouble } from "@/lib/ingest/log-trouble";
import type { Packed, ToPack } from "./thread";

/** So few are packed sooner than they are sent to the thread and back. */
const FEW = 3;
/** With so many under way the thread is behind, and packing here is quicker. */
const MOST_UNDER_WAY = 128;
const SLAB_BYTES = 256 * 1024;
/** Bytes that a UTF-16 unit takes at most. */
const LONGEST_CHARACTER = 3;

interface Waiting {
  json: string;
  resolve: (payload: Buffer) => void;
  reject: (error: unknown) => void;
}

let thread: Worker | undefined;
/** What was sent to the thread, in the order in which it answers. */
let sent: Waiting[][] = [];
let underWay = 0;
/** What came since the process last looked. */
let gathered: Waiting[] = [];

/**
 * Starts the thread that packs in floods: a quarter of all work on a known error, and the part that needs nothing of this
 * process's memory. `entry`: the bundled `thread.ts`. Without it, or after it failed, events are packed where they are.
 */
export function openPacker(entry: URL): { close(): Promise<void> } {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: 64 } });
  worker.unref();
  worker.on("message", take);
  worker.on("error", (error) => logTrouble("Events are packed without the help of a thread", error));
  worker.on("exit", () => {
    if (thread === worker) thread = undefined;
    const left = sent.flat();
    [sent, underWay] = [[], 0];
    left.forEach(packHere);
  });
  thread = worker;
  return {
    async close() {
      await worker.terminate();
    },
  };
}

/** The stored form of an event that stands as JSON: here when there are few, by the thread in a flood. */
export function pack(json: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gathered.push({ json, resolve, reject });
    // After the microtasks: what was prepared in one slice goes together.
    if (gathered.length === 1) process.nextTick(passOn);
  });
}

function passOn(): void {
  const batch = gathered;
  gathered = [];
  if (!thread || batch.length < FEW || underWay > MOST_UNDER_WAY) batch.forEach(packHere);
  else send(thread, batch);
}

function packHere({ json, resolve, reject }: Waiting): void {
  try {
    resolve(packPayload(json));
  } catch (error) {
    reject(error);
  }
}

function send(to: Worker, batch: Waiting[]): void {
  const size = batch.reduce((sum, { json }) => sum + json.length * LONGEST_CHARACTER, 0);
  const slab = Buffer.allocUnsafeSlow(Math.max(size, SLAB_BYTES));
  let end = 0;
  const ends = batch.map(({ json }) => (end += slab.write(json, end)));
  const message: ToPack = { bytes: slab.buffer, ends };
  sent.push(batch);
  underWay += batch.length;
  to.postMessage(message, [message.bytes]);
}

function take({ bytes, ends }: Packed): void {
  const batch = sent.shift() ?? [];
  underWay -= batch.length;
  batch.forEach(({ resolve }, index) => {
    const from = ends[index - 1] ?? 0;
    resolve(Buffer.from(bytes, from, (ends[index] as number) - from));
  });
}
