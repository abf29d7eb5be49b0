import type { DuckDBConnection } from "@duckdb/node-api";
import { openDuck } from "@/lib/logs/engine/open-duck";
import { MOST_KEYS } from "./column-names";

/** A row of a statement; BIGINT and UUID are text. */
export type WriterRow = (string | number | boolean | null)[];

export interface Writer {
  /** Runs a statement and gives its rows. */
  run(sql: string): Promise<WriterRow[]>;
}

const MEMORY_MB = 128;
/** Each column is buffered by itself, however few lines there are. */
const KEY_MB = 0.5;
const SPILL_MB = 4_096;
/** For the rare chunk that needs it: at most 8 MB of lines, some of them very long. */
const GENEROUS_MB = 512;

/**
 * Runs `work` with a DuckDB of its own, apart from the one that answers queries: neither takes memory from the other, and
 * nothing of it is left. One thread: for such work a second one costs half as much CPU again and gains little. `keys` is how many
 * attributes have columns.
 */
export async function withWriter<T>(
  { folder, keys, isGenerous = false }: { folder: string; keys: number; isGenerous?: boolean },
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  const memoryMb = Math.round((isGenerous ? GENEROUS_MB : MEMORY_MB) + Math.min(keys, MOST_KEYS) * KEY_MB);
  const duck = await openDuck({ folder, memoryMb, threads: 1, spillMb: SPILL_MB });
  let connection: DuckDBConnection | undefined;
  try {
    connection = await duck.connect();
    const open = connection;
    return await work({
      run: async (sql) => (await open.runAndReadAll(sql)).getRowsJson() as WriterRow[],
    });
  } finally {
    connection?.disconnectSync();
    duck.close();
  }
}
