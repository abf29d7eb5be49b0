import { Pool, types } from "pg";
import { env } from "@/lib/env";

// Timestamps stay what Postgres means: instants. bigint counters fit a double for the next 285,000 years of a busy day.
types.setTypeParser(types.builtins.INT8, Number);

// The server bundle and Next hold separate instances of this module in development; one pool serves both.
const holder = globalThis as typeof globalThis & { jackdawPool?: Pool; jackdawIngestPool?: Pool };

/** Few: batches come one after the other, and drain and dead letters want one beside them. */
const INGEST_CONNECTIONS = 4;
/** The statements of ingest are always the same: they are planned once a second (`pipeline`), not for each batch. */
const INGEST_SETTINGS = [
  "TimeZone=UTC",
  "plan_cache_mode=force_generic_plan",
  "jit=off",
  // Of a connection that was cut silently, the server would keep transaction and locks, and every later batch waiting.
  "idle_in_transaction_session_timeout=10s",
];
/**
 * A page asks on several connections at once, and the next one minutes later. A new connection takes longer to open, and to
 * learn what tables there are and plan for them, than most questions take.
 */
const IDLE_TIMEOUT_MS = 5 * 60_000;
/** Longer than any batch that still moves; a server that is frozen must not hold a connection for ever. */
const INGEST_TIMEOUT_MS = 30_000;

/** The process's pool on `DATABASE_URL`, opened on first use. */
export function pool(): Pool {
  if (!holder.jackdawPool) {
    const url = env().DATABASE_URL;
    if (!url)
      throw new Error("DATABASE_URL is not set: start with `npm start`, or name a Postgres database.");
    holder.jackdawPool = openPool(url);
  }
  return holder.jackdawPool;
}

/**
 * The pool of ingest, to the same database: apart from `pool()`, so that slow pages cannot keep events waiting. Its
 * connections are pipelined: queries go out at once and are answered in order. Opened on first use.
 */
export function ingestPool(): Pool {
  if (!holder.jackdawIngestPool) {
    holder.jackdawIngestPool = listenedTo(
      new Pool({
        ...pool().options,
        max: INGEST_CONNECTIONS,
        pipeline: true,
        connectionTimeoutMillis: 2_000,
        query_timeout: INGEST_TIMEOUT_MS,
        options: INGEST_SETTINGS.map((setting) => `-c ${setting}`).join(" "),
        application_name: "jackdaw ingest",
      }),
    );
  }
  return holder.jackdawIngestPool;
}

/**
 * Opens a pool whose sessions speak UTC: with any other zone Prisma's adapter writes wrong instants
 * (prisma/orm#26786). `max` is the number of connections.
 */
export function openPool(url: string, max = 10): Pool {
  return listenedTo(
    new Pool({
      connectionString: url,
      max,
      options: "-c TimeZone=UTC",
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      application_name: "jackdaw",
    }),
  );
}

function listenedTo(opened: Pool): Pool {
  // Without a listener an error on an idle connection ends the process; the next query reports it to its caller.
  opened.on("error", (error) => process.stderr.write(`Postgres connection lost: ${error.message}\n`));
  // The same for a connection in use, between two queries: whoever uses it learns of it from the next one.
  opened.on("connect", (client) => client.on("error", () => {}));
  return opened;
}

/** Makes `pool()` answer with this one: for tests and for the server, which knows the URL before the environment does. */
export function usePool(given: Pool): void {
  holder.jackdawPool = given;
}

/** Ends the process's pools, if any were opened. */
export async function closePool(): Promise<void> {
  const { jackdawPool, jackdawIngestPool } = holder;
  holder.jackdawPool = undefined;
  holder.jackdawIngestPool = undefined;
  await Promise.all([jackdawPool?.end(), jackdawIngestPool?.end()]);
}
