import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FRAME_BYTES, frameRecord } from "./frame-record";
import { openSpool } from "./open-spool";
import { realFiles, type SpoolFiles } from "./spool-files";
import { bodies, drainAll, numberOf, reopen, segmentNames, spoolFolder } from "./testing/spool-folder";

const MIB = 1024 * 1024;

/** A segment of records of many lengths, and where each one ends. */
async function writeSegment(
  dir: string,
  count: number,
): Promise<{ path: string; ends: number[]; sent: string[] }> {
  const spool = await openSpool(dir);
  const sent = Array.from({ length: count }, (_, index) => `${index}`.padEnd(3 + ((index * 37) % 211), "x"));
  await spool.append(sent.map((text) => Buffer.from(text)));
  await spool.close();
  const ends: number[] = [];
  for (const text of sent) ends.push((ends.at(-1) ?? 0) + FRAME_BYTES + text.length);
  return { path: join(dir, segmentNames(dir)[0] ?? ""), ends, sent };
}

/** The same numbers for the same seed (mulberry32), from 0 up to and without 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("a damaged segment", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    "gives every record that is whole and none that is not (seed %i)",
    async (seed) => {
      const random = randomFrom(seed);
      const dir = spoolFolder();
      const { path, ends, sent } = await writeSegment(dir, 40);
      const bytes = readFileSync(path);
      const cut = seed % 3 === 0 ? Math.floor(random() * bytes.byteLength) : bytes.byteLength;
      const flips = seed % 3 === 1 ? 0 : 1 + Math.floor(random() * 4);
      const hit = Array.from({ length: seed % 3 === 0 ? 0 : Math.max(1, flips) }, () =>
        Math.floor(random() * bytes.byteLength),
      );
      for (const offset of hit) bytes[offset] = (bytes[offset] ?? 0) ^ (1 + Math.floor(random() * 255));
      writeFileSync(path, bytes.subarray(0, cut));
      const whole = sent.filter((_, index) => {
        const [start, end] = [ends[index - 1] ?? 0, ends[index] ?? 0];
        return end <= cut && !hit.some((offset) => offset >= start && offset < end);
      });
      const isTouched = whole.length < sent.length;
      const { texts, troubles } = await reopen(dir);
      expect(texts).toEqual(whole);
      expect(troubles.length > 0).toBe((isTouched && !ends.includes(cut)) || hit.length > 0);
    },
  );

  it("is cut where the last writer stopped, and that is not damage", async () => {
    const dir = spoolFolder();
    const { path, ends } = await writeSegment(dir, 5);
    truncateSync(path, (ends[4] ?? 0) - 1);
    const troubles: string[] = [];
    const spool = await openSpool(dir, { onTrouble: (text) => troubles.push(text) });
    expect(readFileSync(path).byteLength).toBe(ends[3]);
    expect(readdirSync(dir)).not.toContain("quarantine");
    expect(troubles).toEqual([expect.stringContaining("unfinished")]);
    await spool.append(bodies(1, 50, 77));
    expect((await drainAll(spool)).map(numberOf)).toEqual([0, 1, 2, 3, 77]);
    await spool.close();
  });

  it("keeps a copy of the bad bytes when whole records follow", async () => {
    const dir = spoolFolder();
    const { path, ends } = await writeSegment(dir, 9);
    const bytes = readFileSync(path);
    const [start, end] = [ends[3] ?? 0, ends[4] ?? 0];
    bytes[end - 2] = 0;
    writeFileSync(path, bytes);
    const told: string[] = [];
    await (await openSpool(dir, { onTrouble: (text) => told.push(text) })).close();
    expect(told).toEqual([expect.stringMatching(/damaged; a copy is in /)]);
    const { texts, troubles } = await reopen(dir);
    expect(texts.map(numberOf)).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
    expect(troubles).toEqual(told);
    expect(readFileSync(join(dir, "quarantine", `1-${start}.bin`))).toEqual(bytes.subarray(start, end));
  });

  it("that is not the last one loses nothing silently at its end either", async () => {
    const dir = spoolFolder();
    const { path, ends } = await writeSegment(dir, 5);
    truncateSync(path, (ends[4] ?? 0) - 1);
    writeFileSync(join(dir, "000000000002.log"), "");
    const { texts, troubles } = await reopen(dir);
    expect(texts.map(numberOf)).toEqual([0, 1, 2, 3]);
    expect(readdirSync(join(dir, "quarantine"))).toEqual([`1-${ends[3]}.bin`]);
    expect(troubles).toHaveLength(1);
  });

  it("that is nothing but damage is passed over, and the spool is empty then", async () => {
    const dir = spoolFolder();
    await (await openSpool(dir)).close();
    writeFileSync(join(dir, "000000000001.log"), Buffer.alloc(5_000, 7));
    writeFileSync(join(dir, "000000000002.log"), Buffer.alloc(5_000, 7));
    expect((await reopen(dir)).texts).toEqual([]);
    expect(segmentNames(dir)).toEqual([]);
    expect(readdirSync(join(dir, "quarantine"))).toEqual(["1-0.bin"]);
  });

  it("that is damaged while the spool is open gives the others", async () => {
    const dir = spoolFolder();
    const troubles: string[] = [];
    const spool = await openSpool(dir, { onTrouble: (text) => troubles.push(text) });
    await spool.append(bodies(5));
    const path = join(dir, segmentNames(dir)[0] ?? "");
    const bytes = readFileSync(path);
    bytes[2 * 124 + 60] = 0;
    writeFileSync(path, bytes);
    expect((await drainAll(spool)).map(numberOf)).toEqual([0, 1, 3, 4]);
    expect(spool.size()).toEqual({ bytes: 0, records: 0, oldestAt: null });
    expect(troubles).toHaveLength(1);
    await spool.close();
  });

  it("that grows while its damage is passed over gives what is new", async () => {
    const dir = spoolFolder();
    let meanwhile: (() => Promise<void>) | undefined;
    const files: SpoolFiles = {
      ...realFiles,
      async open(path, flags, mode) {
        const handle = await realFiles.open(path, flags, mode);
        const task = flags === "r" && path.endsWith(".log") ? meanwhile : undefined;
        if (task) meanwhile = undefined;
        await task?.();
        return handle;
      },
    };
    const spool = await openSpool(dir, { files });
    await spool.append(bodies(1));
    writeFileSync(join(dir, segmentNames(dir)[0] ?? ""), Buffer.alloc(124));
    meanwhile = () => spool.append(bodies(1, 100, 1));
    expect((await spool.read({ records: 9, bytes: MIB })).records).toEqual([]);
    expect(meanwhile).toBeUndefined();
    expect((await drainAll(spool)).map(numberOf)).toEqual([1]);
    await spool.close();
  });

  it("does not take bytes of a client for a record", async () => {
    const dir = spoolFolder();
    const forged = Buffer.from("forged");
    const inside = Buffer.concat([frameRecord(forged, 1, 1, 0), forged]);
    const spool = await openSpool(dir);
    await spool.append([Buffer.concat([inside, inside]), Buffer.from("after")]);
    await spool.close();
    const path = join(dir, segmentNames(dir)[0] ?? "");
    const bytes = readFileSync(path);
    bytes[0] = 0;
    writeFileSync(path, bytes);
    expect((await reopen(dir)).texts).toEqual(["after"]);
  });

  it("that is missing is no reason to stop", async () => {
    const dir = spoolFolder();
    const troubles: string[] = [];
    const spool = await openSpool(dir, { onTrouble: (text) => troubles.push(text) });
    for (let index = 0; index < 3; index++) await spool.append(bodies(1, 9 * MIB, index));
    const { unlinkSync } = await import("node:fs");
    unlinkSync(join(dir, "000000000001.log"));
    expect((await drainAll(spool)).map(numberOf)).toEqual([1, 2]);
    expect(troubles).toEqual([expect.stringContaining("missing")]);
    await spool.close();
  });

  it("beside files that are none of ours does not mind them", async () => {
    const dir = spoolFolder();
    await writeSegment(dir, 3);
    for (const name of ["owner-1.json", "cursor.tmp", "x.log", "1.log"]) appendFileSync(join(dir, name), "?");
    expect((await reopen(dir)).texts).toHaveLength(3);
  });
});
