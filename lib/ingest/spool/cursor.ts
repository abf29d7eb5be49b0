import { join } from "node:path";
import { crc32 } from "node:zlib";
import { readBytes } from "./read-bytes";
import { errorCode } from "./spool-errors";
import type { SpoolFiles } from "./spool-files";
import { writeFile } from "./write-file";

/** Up to where the spool is drained. Everything before it is in the database. */
export interface Position {
  /** Sequence of the segment. */
  segment: number;
  /** Bytes of that segment. */
  offset: number;
  /** Records of that segment before the offset. */
  records: number;
}

/** Before everything. */
export const START: Position = { segment: 0, offset: 0, records: 0 };

/** Remembers the position: durable when this returns. */
export async function writeCursor(files: SpoolFiles, dir: string, position: Position): Promise<void> {
  const text = `${position.segment} ${position.offset} ${position.records}`;
  await writeFile(files, cursorPath(dir), Buffer.from(`${text} ${crc32(text)}\n`));
}

/** The remembered position; `START` in a new folder, undefined when the file is damaged. */
export async function readCursor(files: SpoolFiles, dir: string): Promise<Position | undefined> {
  const line = await readLine(files, cursorPath(dir));
  if (line === undefined) return START;
  const [text, segment, offset, records] = /^(\d+) (\d+) (\d+)(?= \d+\n$)/.exec(line) ?? [];
  if (text === undefined || line !== `${text} ${crc32(text)}\n`) return undefined;
  return { segment: Number(segment), offset: Number(offset), records: Number(records) };
}

async function readLine(files: SpoolFiles, path: string): Promise<string | undefined> {
  try {
    return (await readBytes(files, path)).toString("latin1");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function cursorPath(dir: string): string {
  return join(dir, "cursor");
}
