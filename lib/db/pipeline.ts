import type { PoolClient } from "pg";
import { ingestPool } from "./pool";

/**
 * How old plans may be: a second at first, then twice as long each time, up to ten. One that was made while a table was
 * empty reads all of it (or all of a project, by any index that begins with `project_id`), and in a flood a table is not
 * empty for long.
 */
const FIRST_PLAN_MS = 1_000;
const LONGEST_PLAN_MS = 10_000;

const plans = new WeakMap<PoolClient, { madeAt: number; lastMs: number }>();

/**
 * Runs `work` on a connection of the ingest pool, whose queries are sent without waiting for the answers of those before
 * them. `work` begins and commits by itself, so that both travel with its queries; when it throws, the transaction is
 * rolled back.
 */
export async function pipeline<T>(work: (db: PoolClient) => Promise<T>): Promise<T> {
  const client = await ingestPool().connect();
  let broken: Error | undefined;
  try {
    const replan = planAnew(client);
    const result = await work(client);
    await replan;
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((rollback: Error) => {
      broken = rollback;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Goes out before the first query of `work`, without waiting. */
function planAnew(client: PoolClient): Promise<unknown> | undefined {
  const now = performance.now();
  const last = plans.get(client);
  if (last && now - last.madeAt < last.lastMs) return undefined;
  plans.set(client, {
    madeAt: now,
    lastMs: last ? Math.min(LONGEST_PLAN_MS, 2 * last.lastMs) : FIRST_PLAN_MS,
  });
  // Should it fail, the connection is gone, and the next query tells.
  return client.query("DISCARD PLANS").catch(() => undefined);
}

/**
 * The answers to queries that were sent together. Throws the error of the first that failed; those behind it only say
 * that the transaction is over.
 */
export async function together<T extends readonly Promise<unknown>[]>(
  queries: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const answers = await Promise.allSettled(queries);
  for (const answer of answers) if (answer.status === "rejected") throw answer.reason;
  return answers.map((answer) => (answer as PromiseFulfilledResult<unknown>).value) as {
    [K in keyof T]: Awaited<T[K]>;
  };
}

/** Queries that are sent now and waited for at the end, with all the others. */
export interface Writing {
  add(query: Promise<unknown>): void;
  /** Returns when all are answered; throws the error of the first that failed. */
  done(): Promise<void>;
}

/** Begins a list of queries that nobody waits for yet. */
export function startWriting(): Writing {
  const queries: Promise<unknown>[] = [];
  return {
    add(query) {
      // It may fail before anybody asks; `done` tells.
      query.catch(() => {});
      queries.push(query);
    },
    async done() {
      await together(queries);
    },
  };
}
