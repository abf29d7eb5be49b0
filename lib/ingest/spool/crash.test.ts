import { beforeAll, describe, expect, it, vi } from "vitest";
import { openSpool } from "./open-spool";
import { drainAll, numberOf, spoolFolder } from "./testing/spool-folder";
import { bundle, startChild } from "./testing/start-child";

const WAIT = { timeout: 20_000, interval: 5 };

describe("a spool whose process is killed", () => {
  let file: string;
  beforeAll(async () => {
    file = await bundle("append-for-ever");
  });

  it("has every acknowledged record, once and whole, after each of five kills", {
    timeout: 60_000,
  }, async () => {
    const dir = spoolFolder();
    const acknowledged: number[] = [];
    for (let round = 0; round < 5; round++) {
      const child = startChild(file, [dir, String(round * 1_000_000)]);
      await vi.waitUntil(() => child.lines.length > 100 + round * 37, WAIT);
      await child.kill();
      acknowledged.push(...child.lines.map(Number));
    }
    const spool = await openSpool(dir);
    const found = await drainAll(spool, { records: 200, bytes: 4 * 1024 * 1024 });
    await spool.close();
    const numbers = found.map(numberOf);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual(expect.arrayContaining(acknowledged));
    for (const text of found) expect(text.length).toBe(Math.max(50 + ((numberOf(text) * 97) % 20_000), 1));
  });
});
