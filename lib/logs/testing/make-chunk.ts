import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { pool } from "@/lib/db/pool";
import type { LogLine } from "@/lib/logs/line";

export interface ChunkSeed {
  id?: string;
  receivedAt?: Date;
}

/** Inserts a chunk with these lines as ingest leaves it (docs/logs.md), without counters. Gives its id. */
export async function makeChunk(
  projectId: number,
  lines: readonly LogLine[],
  { id = randomUUID(), receivedAt = new Date() }: ChunkSeed = {},
): Promise<string> {
  const text = lines.map((line, index) => `${JSON.stringify(packLine(line, index))}\n`).join("");
  const times = lines.map((line) => line.time).toSorted((a, b) => (a < b ? -1 : 1));
  const keys = [...new Set(lines.flatMap((line) => Object.keys(line.attributes ?? {})))];
  await pool().query(
    `INSERT INTO log_chunk (project_id, id, received_at, time_min, time_max, lines, raw_bytes, keys, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      projectId,
      id,
      receivedAt,
      times[0],
      times.at(-1),
      lines.length,
      Buffer.byteLength(text),
      keys,
      gzipSync(text, { level: 1 }),
    ],
  );
  return id;
}

/** A line as it stands in a chunk's body: absent instead of empty. */
export function packLine(line: LogLine, index: number): Record<string, unknown> {
  const all: Record<string, unknown> = {
    t: String(line.time),
    n: index,
    l: line.severity,
    w: line.level,
    h: line.host,
    s: line.service,
    g: line.logger,
    o: line.source,
    r: line.traceId,
    p: line.spanId,
    m: line.message,
    a: line.attributes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ""));
}
