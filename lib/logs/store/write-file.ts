import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { fixedColumns, REST } from "./column-names";
import { countValues } from "@/lib/logs/values/count-values";
import { packCounts } from "@/lib/logs/values/value-counts";
import type { Writer } from "./open-writer";
import { quoteText } from "./quote";

/** A file that is written and safe on the disk, not yet in the catalog. */
export interface WrittenFile {
  id: string;
  day: string;
  timeMin: bigint;
  timeMax: bigint;
  lines: number;
  /** Per category: debug, information, warning, error. */
  levelLines: number[];
  fileBytes: number;
  /** SHA-256, hex. */
  checksum: string;
  columns: string[];
  /** What `packCounts` made of its values; null when they are not counted, and why when that is a failure. */
  valueCounts: Buffer | null;
  countFailure: string | null;
  /** Where it lies now. */
  path: string;
}

export interface FileInput {
  /** Where it is written. */
  folder: string;
  day: string;
  /** What stands in it: the fixed columns and `columns`. */
  select: string;
  /** Unless `select` gives them so: by t, chunk, n. */
  isSorted: boolean;
  columns: readonly string[];
}

const ROW_GROUP = 16_384;
/**
 * Version 2 has encodings that fit growing times and long texts; above so many values a dictionary of a row group saves
 * nothing; the fastest level of zstd is within a hundredth of the usual one.
 */
const FORMAT = `FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE ${ROW_GROUP},
  DICTIONARY_SIZE_LIMIT 6000, WRITE_BLOOM_FILTER false`;

/** DuckDB sets the room for a dictionary of texts aside for each column, used or not. */
const DICTIONARY_BYTES = 8_388_608;
const LARGEST_DICTIONARY = 1_048_576;

/** Writes a Parquet file, reads back what the catalog must know of it, and fsyncs it. Null when it would have no line. */
export async function writeFile(writer: Writer, input: FileInput): Promise<WrittenFile | null> {
  const { folder, day, select, isSorted, columns } = input;
  const id = randomUUID();
  const path = join(folder, `${id}.parquet`);
  const order = isSorted ? "" : " ORDER BY t, chunk, n";
  const share = Math.floor(DICTIONARY_BYTES / (columns.length + Object.keys(fixedColumns).length));
  const dictionary = `STRING_DICTIONARY_PAGE_SIZE_LIMIT ${Math.min(share, LARGEST_DICTIONARY)}`;
  await writer.run(`COPY (${select}${order}) TO ${quoteText(path)} (${FORMAT}, ${dictionary})`);
  const [row] = await writer.run(
    `SELECT count(*)::INTEGER, min(t), max(t), (count(*) FILTER (l <= 8))::INTEGER,
            (count(*) FILTER (l > 8 AND l <= 12))::INTEGER, (count(*) FILTER (l > 12 AND l <= 16))::INTEGER,
            (count(*) FILTER (l > 16))::INTEGER
       FROM read_parquet(${quoteText(path)})`,
  );
  const [lines, timeMin, timeMax, ...levelLines] = row ?? [];
  if (!lines) return null;
  // Counts only make questions faster: no line waits for them.
  let countFailure: string | null = null;
  const counts = await countValues(writer, path, { lines: Number(lines), columns }).catch((error: Error) => {
    countFailure = error.message.split("\n", 1)[0] ?? "";
    return null;
  });
  return {
    id,
    day,
    timeMin: BigInt(String(timeMin)),
    timeMax: BigInt(String(timeMax)),
    lines: Number(lines),
    levelLines: levelLines.map(Number),
    fileBytes: await syncFile(path),
    checksum: await checksumOf(path),
    columns: columns.toSorted((a, b) => Number(a === REST) - Number(b === REST)),
    valueCounts: counts && packCounts(counts),
    countFailure,
    path,
  };
}

/** What is told of a file whose values could not be counted. */
export function noteFailure({ countFailure }: Pick<WrittenFile, "countFailure">): string[] {
  return countFailure === null ? [] : [`Values of a file of logs were not counted: ${countFailure}`];
}

/** SHA-256 of a file, hex. */
export async function checksumOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) hash.update(part);
  return hash.digest("hex");
}

async function syncFile(path: string): Promise<number> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return (await stat(path)).size;
}
