import { readRow } from "@/lib/logs/query/read-row";
import type { LogRow } from "@/lib/logs/schemas";
import type { TailLine } from "./tail-line";

/** A line in memory as lists show it, cut as they cut it. */
export function toRow(line: TailLine, projects: ReadonlyMap<number, string>): LogRow {
  const { t, n, chunk, projectId, l, w, h, s, g, o, r, p, m, a } = line;
  return readRow([String(t), n, chunk, projectId, l, w, h, s, g, o, r, p, m, JSON.stringify(a)], projects);
}
