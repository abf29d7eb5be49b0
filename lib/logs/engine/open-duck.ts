import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { workFolder } from "@/lib/logs/store/folder";
import { quoteTexts } from "@/lib/logs/store/quote";

export interface DuckOptions {
  /** The folder of the log files: nothing else can be read or written. */
  folder: string;
  memoryMb: number;
  threads: number;
  /** What may be laid out to disk while memory is short. */
  spillMb: number;
  /**
   * Keeps what stands at the end of files, as far as memory goes: to read it is half of a question about many days. A file is
   * read anew when its time of change is another.
   */
  keepsFooters?: boolean;
}

export interface Duck {
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * Opens a DuckDB in this process that can reach files of the log folder only, loads no extensions, and whose settings no
 * statement can change. Nothing of it outlives `close`.
 */
export async function openDuck({
  folder,
  memoryMb,
  threads,
  spillMb,
  keepsFooters = false,
}: DuckOptions): Promise<Duck> {
  // A path in a statement may be a pattern.
  if (/[*?[\]{}]/.test(folder))
    throw new Error(`Logs cannot lie in ${folder}: the name must not contain * ? [ ] { or }.`);
  const spill = join(workFolder(folder), "spill");
  await mkdir(spill, { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryMb}MB`,
    threads: String(threads),
    temp_directory: spill,
    max_temp_directory_size: `${spillMb}MB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    preserve_insertion_order: "false",
  });
  const first = await instance.connect();
  // In this order: each takes away what is needed for the one before.
  for (const setting of [
    "SET TimeZone = 'UTC'",
    `SET parquet_metadata_cache = ${keepsFooters}`,
    `SET allowed_directories = ${quoteTexts([`${folder}/`])}`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ]) {
    await first.run(setting);
  }
  return {
    connect: () => instance.connect(),
    close() {
      first.disconnectSync();
      instance.closeSync();
    },
  };
}
