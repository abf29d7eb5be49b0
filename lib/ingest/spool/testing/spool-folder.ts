import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { openSpool, type Spool } from "@/lib/ingest/spool/open-spool";

const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A path in a new folder that goes after the test. */
export function spoolFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "jackdaw-spool-"));
  made.push(dir);
  return join(dir, "0");
}

/** Reads and advances until nothing is left; the bodies as text. */
export async function drainAll(spool: Spool, limit = { records: 7, bytes: 64 * 1024 }): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const { records, position } = await spool.read(limit);
    if (records.length === 0) return texts;
    texts.push(...records.map(String));
    await spool.advance(position);
  }
}

/** What a new start finds in the folder. */
export async function reopen(
  dir: string,
  limit = { records: 60, bytes: 64 * 1024 },
): Promise<{ texts: string[]; troubles: string[] }> {
  const troubles: string[] = [];
  const spool = await openSpool(dir, { onTrouble: (text) => troubles.push(text) });
  const texts = await drainAll(spool, limit);
  await spool.close();
  return { texts, troubles };
}

/** Bodies `from`, `from + 1`, …, each `bytes` long. */
export function bodies(count: number, bytes = 100, from = 0): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`${from + index}`.padEnd(bytes, ".")));
}

/** The number that a body of `bodies` begins with. */
export function numberOf(text: string): number {
  return Number.parseInt(text, 10);
}

/** The segment files of a spool, oldest first. */
export function segmentNames(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith(".log"))
    .sort();
}
