import { pool } from "@/lib/db/pool";
import { logTrouble } from "./log-trouble";
import { hourOf, type OutcomeCount, type OutcomeName } from "./outcome";
import { writeOutcomes } from "./write-outcomes";

const FLUSH_MS = 1_000;

let pending = new Map<string, OutcomeCount>();
let timer: NodeJS.Timeout | undefined;
let writing: Promise<void> = Promise.resolve();

/** Counts what is refused or skipped. Accepted events and duplicates are counted in the transaction that decides them. */
export function countOutcome(
  { projectId, keyId }: { projectId: number; keyId: string },
  {
    category,
    outcome,
    reason = "",
    quantity = 1,
  }: { category: string; outcome: OutcomeName; reason?: string; quantity?: number },
): void {
  // A key that could not be looked up: nobody knows yet whose refusal this is.
  if (keyId === "") return;
  add({ projectId, keyId, bucket: hourOf(Date.now()), category, outcome, reason, quantity });
  flushSoon();
}

/**
 * Writes what was counted since the last time; keeps it for the next time when the database does not answer. Returns
 * when that and every earlier writing is done, so that nothing is under way after the last one.
 */
export function flushOutcomes(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const turn = writing.catch(() => {}).then(writePending);
  writing = turn;
  return turn;
}

async function writePending(): Promise<void> {
  if (pending.size === 0) return;
  const counts = [...pending.values()];
  pending = new Map();
  try {
    await writeOutcomes(pool(), counts);
  } catch (error) {
    for (const count of counts) add(count);
    throw error;
  }
}

function add(count: OutcomeCount): void {
  const id = [
    count.projectId,
    count.keyId,
    count.bucket.getTime(),
    count.category,
    count.outcome,
    count.reason,
  ].join("\t");
  const known = pending.get(id);
  if (known) known.quantity += count.quantity;
  else pending.set(id, { ...count });
}

function flushSoon(): void {
  timer ??= setTimeout(() => void flushOutcomes().catch(tryAgain), FLUSH_MS);
}

function tryAgain(error: unknown): void {
  logTrouble("Outcome counters wait for the database", error);
  flushSoon();
}
