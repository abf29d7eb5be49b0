import { Pool, types } from "pg";
import { env } from "@/lib/env";

// Timestamps stay what Postgres means: instants. bigint counters fit a double for the next 285,000 years of a busy day.
types.setTypeParser(types.builtins.INT8, Number);

// The server bundle and Next hold separate instances of this module in development; one pool serves both.
const holder = globalThis as typeof globalThis & { jackdawPool?: Pool };

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
 * Opens a pool whose sessions speak UTC: with any other zone Prisma's adapter writes wrong instants
 * (prisma/orm#26786). `max` is the number of connections.
 */
export function openPool(url: string, max = 10): Pool {
  const opened = new Pool({
    connectionString: url,
    max,
    options: "-c TimeZone=UTC",
    connectionTimeoutMillis: 10_000,
    application_name: "jackdaw",
  });
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

/** Ends the process's pool, if one was opened. */
export async function closePool(): Promise<void> {
  const open = holder.jackdawPool;
  holder.jackdawPool = undefined;
  await open?.end();
}
