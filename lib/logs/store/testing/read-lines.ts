import { readdir } from "node:fs/promises";
import { engine } from "@/lib/logs/engine/use-engine";
import type { LogLine } from "@/lib/logs/line";

/** A line in one text, with the types of its values: as it went in or as it is stored. */
export type LineText = string;

/** All stored lines of a project, sorted. */
export async function readLines(projectId: number): Promise<LineText[]> {
  const source = { projectIds: [projectId], from: -(2n ** 62n), to: 2n ** 62n, fields: ["*"] };
  const sql = "SELECT t, chunk, n, l, w, h, s, g, o, r, p, m, a FROM lines";
  const lines: LineText[] = [];
  for await (const rows of engine().run({ source, sql, params: [], timeoutMs: 60_000 })) {
    for (const [t, chunk, n, l, w, h, s, g, o, r, p, m, a] of rows) {
      lines.push(
        write([t, chunk, n, l, w, h, s, g, o, r, p, m], JSON.parse(a as string) as Record<string, unknown>),
      );
    }
  }
  return lines.toSorted();
}

/** The lines of a chunk as `readLines` gives them. */
export function linesOf(chunk: string, lines: readonly LogLine[]): LineText[] {
  return lines.map((line, index) => {
    const { host, service, logger, source, traceId, spanId, message } = line;
    const texts = [line.level, host, service, logger, source, traceId, spanId].map((text) => text || null);
    return write([String(line.time), chunk, index, line.severity, ...texts, message], line.attributes ?? {});
  });
}

/** The files below a folder of logs that are places of lines. */
export async function listOnDisk(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /^\d+\/.*\.parquet$/.test(name)).toSorted();
}

function write(fixed: unknown[], attributes: Record<string, unknown>): LineText {
  return JSON.stringify([...fixed, Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
