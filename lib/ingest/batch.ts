import { type DigestOutcome, digest } from "./digest";
import { OverloadError } from "./overload-error";
import type { PreparedEvent } from "./prepared-event";

const MAX_EVENTS = 200;
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_WAITING = 2_000;

interface Waiting {
  event: PreparedEvent;
  resolve: (outcome: DigestOutcome) => void;
  reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let isDraining = false;

/**
 * Stores an event together with the others that arrive meanwhile, and returns when it is durable. While one batch
 * commits, the next one gathers; so a lone event does not wait and a flood is written 200 at a time.
 */
export function store(event: PreparedEvent): Promise<DigestOutcome> {
  if (waiting.length >= MAX_WAITING)
    return Promise.reject(new OverloadError("too many events are waiting to be stored"));
  return new Promise((resolve, reject) => {
    waiting.push({ event, resolve, reject });
    if (!isDraining) void drain();
  });
}

async function drain(): Promise<void> {
  isDraining = true;
  while (waiting.length > 0) await storeBatch(takeBatch());
  isDraining = false;
}

function takeBatch(): Waiting[] {
  let bytes = 0;
  let length = 0;
  for (const { event } of waiting) {
    bytes += event.payload.byteLength;
    if (length === MAX_EVENTS || (length > 0 && bytes > MAX_BYTES)) break;
    length++;
  }
  const batch = waiting.slice(0, length);
  waiting = waiting.slice(length);
  return batch;
}

/** A batch that the database refuses for its content is halved until the event in question stands alone; the others are stored. */
async function storeBatch(batch: Waiting[]): Promise<void> {
  try {
    const outcomes = await digest(batch.map(({ event }) => event));
    for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] as DigestOutcome);
  } catch (error) {
    if (batch.length === 1 || !isAboutData(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await storeBatch(batch.slice(0, middle));
    await storeBatch(batch.slice(middle));
  }
}

/** SQLSTATE classes for values, constraints and limits; a lost connection or a full disk concerns every event alike. */
function isAboutData(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["21", "22", "23", "42", "54"].includes(code.slice(0, 2));
}
