import type { LogSource } from "@/lib/logs/engine/engine";
import { readSnapshot } from "./read-snapshot";

/** How many lines a source has, by the catalog: exact unless a file or chunk reaches over an end of the time. */
export async function countLines(
  source: Omit<LogSource, "fields">,
): Promise<{ lines: number; isExact: boolean }> {
  const { projectIds, from, to } = source;
  const { files, chunks } = await readSnapshot({ projectIds, from, to, columns: [] });
  let [lines, isExact] = [0, true];
  for (const part of [...files, ...chunks]) {
    const start = part.timeMin < from ? from : part.timeMin;
    const end = part.timeMax >= to ? to - 1n : part.timeMax;
    if (start === part.timeMin && end === part.timeMax) {
      lines += part.lines;
      continue;
    }
    isExact = false;
    lines += (part.lines * Number(end - start + 1n)) / Number(part.timeMax - part.timeMin + 1n);
  }
  return { lines: Math.round(lines), isExact };
}
