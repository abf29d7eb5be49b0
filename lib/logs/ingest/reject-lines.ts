import { pool } from "@/lib/db/pool";
import { countOutcome } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { logTrouble } from "@/lib/ingest/log-trouble";
import { cleanText, cutText } from "@/lib/protocol/normalise/clean-text";
import { type RejectionRow, writeRejections } from "./write-rejections";

/** What is refused, for the Rejected page. */
export interface Rejection {
  door: string;
  /** A short word of our own: `invalid_json`, `too_large`, `missing_message`. */
  reason: string;
  /** What happened, for a person: our own sentence. */
  detail: string;
  remote?: string;
  /** What was sent; its beginning is kept. */
  sample: Uint8Array | string;
  /** How many bytes it was, when the sample is not all of it. */
  bytes?: number;
  /** How many lines or items, when it is not one. */
  lines?: number;
}

const FLUSH_MS = 1_000;
const MAX_SAMPLE = 8 * 1024;
/** Rows of a project in a second; the others are counted and not kept. */
const MAX_ROWS_EACH = 20;
/** Rows that wait, while the database is away too. */
const MAX_ROWS = 1_000;

let pending: RejectionRow[] = [];
/** Rows of this second, by project. */
let taken = new Map<number, number>();
let timer: NodeJS.Timeout | undefined;
let writing: Promise<void> = Promise.resolve();

/** Counts what is refused and keeps its beginning for the Rejected page. Returns at once; never throws. */
export function rejectLines(key: KeyEntry, rejection: Rejection): void {
  // A key that could not be looked up: nobody knows yet whose refusal this is.
  if (key.keyId === "") return;
  const { reason, lines = 1 } = rejection;
  countOutcome(key, { category: "log_item", outcome: "invalid", reason, quantity: lines });
  const rows = taken.get(key.projectId) ?? 0;
  taken.set(key.projectId, rows + 1);
  if (rows < MAX_ROWS_EACH && pending.length < MAX_ROWS) pending.push(toRow(key, rejection));
  flushSoon();
}

/** Writes what waits; keeps it when the database does not answer. Returns when that and every earlier writing is done. */
export function flushRejections(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  taken = new Map();
  writing = writing.catch(() => {}).then(writePending);
  return writing;
}

async function writePending(): Promise<void> {
  if (pending.length === 0) return;
  const rows = pending;
  pending = [];
  try {
    await writeRejections(pool(), rows);
  } catch (error) {
    pending = [...rows, ...pending].slice(0, MAX_ROWS);
    throw error;
  }
}

function toRow(
  { projectId, keyId }: KeyEntry,
  { door, reason, detail, remote, sample, bytes }: Rejection,
): RejectionRow {
  // A character takes a byte at least: no more of a text than that is ever looked at.
  const all = typeof sample === "string" ? Buffer.from(sample.slice(0, MAX_SAMPLE)) : sample;
  return {
    projectId,
    keyId,
    receivedAt: new Date(),
    door,
    reason,
    detail: cutText(cleanText(detail), 1_000),
    remote: cutText(cleanText(remote ?? ""), 100),
    bytes: bytes ?? (typeof sample === "string" ? Buffer.byteLength(sample) : sample.byteLength),
    // A copy: a view would keep the whole request in memory.
    sample: Buffer.from(all.subarray(0, MAX_SAMPLE)),
  };
}

function flushSoon(): void {
  timer ??= setTimeout(() => void flushRejections().catch(tryAgain), FLUSH_MS).unref();
}

function tryAgain(error: unknown): void {
  logTrouble("Rejected log lines wait for the database", error);
  flushSoon();
}
