import { existsSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSpool } from "./open-spool";
import { SEGMENT_BYTES } from "./segments";
import { bodies, drainAll, numberOf, reopen, segmentNames, spoolFolder } from "./testing/spool-folder";
import { watchFiles } from "./testing/watch-files";

const MIB = 1024 * 1024;

describe("a spool", () => {
  it("gives records in the order of their append, whatever their size and number", async () => {
    const spool = await openSpool(spoolFolder());
    const sizes = [0, 1, 100, 70_000, 5, 300_000, 3];
    const sent = sizes.map((size, index) => Buffer.alloc(size, 65 + index));
    for (const body of sent) await spool.append(body);
    expect(await drainAll(spool, { records: 2, bytes: 64 })).toEqual(sent.map(String));
    await spool.close();
  });

  it("gives the same again until it is told to go on", async () => {
    const spool = await openSpool(spoolFolder());
    await spool.append(bodies(5));
    const first = await spool.read({ records: 2, bytes: MIB });
    expect(first.records.map((body) => numberOf(String(body)))).toEqual([0, 1]);
    expect(await spool.read({ records: 2, bytes: MIB })).toEqual(first);
    await spool.advance(first.position);
    await spool.advance(first.position);
    expect((await drainAll(spool)).map(numberOf)).toEqual([2, 3, 4]);
    await spool.close();
  });

  it("keeps to both limits of a read, and gives a record that is larger alone", async () => {
    const spool = await openSpool(spoolFolder());
    await spool.append([...bodies(10, 1_000), ...bodies(1, 50_000, 10), ...bodies(3, 1_000, 11)]);
    expect((await spool.read({ records: 3, bytes: MIB })).records).toHaveLength(3);
    const some = await spool.read({ records: 100, bytes: 5_000 });
    expect(some.records).toHaveLength(4);
    await spool.advance((await spool.read({ records: 10, bytes: MIB })).position);
    expect((await spool.read({ records: 100, bytes: 5_000 })).records).toHaveLength(1);
    await spool.close();
  });

  it("continues where it was after a new start, and never uses a number twice", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    await spool.append(bodies(10));
    await spool.advance((await spool.read({ records: 4, bytes: MIB })).position);
    await spool.close();
    const again = await openSpool(dir);
    expect(again.size().records).toBe(6);
    await again.append(bodies(2, 100, 10));
    expect(segmentNames(dir)).toEqual(["000000000001.log", "000000000002.log"]);
    expect((await drainAll(again)).map(numberOf)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    await again.close();
    expect(segmentNames(dir)).toEqual([]);
    const last = await openSpool(dir);
    await last.append(bodies(1));
    expect(segmentNames(dir)).toEqual(["000000000003.log"]);
    await last.close();
  });

  it("begins a new segment at 16 MiB and removes each one when it is drained", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    for (let index = 0; index < 24; index++) await spool.append(bodies(2, MIB, index * 2));
    expect(segmentNames(dir)).toHaveLength(4);
    for (const name of segmentNames(dir))
      expect(statSync(join(dir, name)).size).toBeLessThanOrEqual(SEGMENT_BYTES);
    expect(spool.size().records).toBe(48);
    const order = (await drainAll(spool, { records: 200, bytes: 4 * MIB })).map(numberOf);
    expect(order).toEqual(Array.from({ length: 48 }, (_, index) => index));
    expect(segmentNames(dir)).toEqual([]);
    expect(spool.size()).toEqual({ bytes: 0, records: 0, oldestAt: null });
    await spool.append(bodies(1));
    expect(await drainAll(spool)).toHaveLength(1);
    await spool.close();
  });

  it("tells how much waits and since when", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    expect(spool.size()).toEqual({ bytes: 0, records: 0, oldestAt: null });
    const before = Date.now();
    await spool.append(bodies(3, 100));
    const { bytes, records, oldestAt } = spool.size();
    expect({ bytes, records }).toEqual({ bytes: 3 * 124, records: 3 });
    expect(oldestAt).toBeGreaterThanOrEqual(before);
    await spool.append(bodies(1));
    await spool.advance((await spool.read({ records: 1, bytes: MIB })).position);
    expect(spool.size()).toEqual({ bytes: 3 * 124, records: 3, oldestAt });
    await spool.close();
    const again = await openSpool(dir);
    expect(again.size()).toEqual({ bytes: 3 * 124, records: 3, oldestAt });
    await again.close();
  });

  it("takes records while it is drained, and loses and repeats none", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    const seen: number[] = [];
    const drainSome = async () => {
      const { records, position } = await spool.read({ records: 20, bytes: 8 * MIB });
      seen.push(...records.map((body) => numberOf(String(body))));
      await spool.advance(position);
    };
    for (let index = 0; index < 100; index++)
      await Promise.all([spool.append(bodies(3, 60_000, index * 3)), drainSome()]);
    while (spool.size().records > 0) await drainSome();
    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index));
    await spool.close();
    expect(segmentNames(dir)).toEqual([]);
  });

  it("takes no records when it is closed, but finishes those under way", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    const under = [spool.append(bodies(1)), spool.append(bodies(1, 100, 1))];
    await spool.close();
    await Promise.all(under);
    await expect(spool.append(bodies(1))).rejects.toThrow("closed");
    expect((await reopen(dir)).texts.map(numberOf)).toEqual([0, 1]);
  });

  it.runIf(process.platform !== "win32")("lets only its own account read", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    await spool.append(bodies(2));
    await spool.advance((await spool.read({ records: 1, bytes: MIB })).position);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    for (const name of [...segmentNames(dir), "cursor"])
      expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
    await spool.close();
  });
});

describe("a cursor", () => {
  it("that was written before a crash is kept to although the segments are still there", async () => {
    const dir = spoolFolder();
    const { files, failures } = watchFiles();
    const spool = await openSpool(dir, { files });
    for (let index = 0; index < 9; index++) await spool.append(bodies(2, MIB, index * 2));
    failures.set("unlink", "EPERM");
    for (let index = 0; index < 16; index++)
      await spool.advance((await spool.read({ records: 1, bytes: 2 * MIB })).position);
    await spool.close();
    expect(segmentNames(dir)).toHaveLength(2);
    expect((await reopen(dir)).texts.map(numberOf)).toEqual([16, 17]);
    expect(segmentNames(dir)).toEqual([]);
  });

  it.each([
    ["garbage", "}{"],
    ["nothing", ""],
    ["a wrong check sum", "1 248 2 1\n"],
    ["a place beyond all segments, well summed", "9 0 0 1561817930\n"],
    ["a place within a record, well summed", "1 100 1 412081201\n"],
  ])("of %s means everything again", async (_, text) => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    await spool.append(bodies(5));
    await spool.advance((await spool.read({ records: 2, bytes: MIB })).position);
    await spool.close();
    writeFileSync(join(dir, "cursor"), text);
    const { texts, troubles } = await reopen(dir);
    expect(texts.map(numberOf)).toEqual([0, 1, 2, 3, 4]);
    expect(troubles).toEqual([expect.stringContaining("cursor")]);
  });

  it("may point at a segment that is gone", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    for (let index = 0; index < 9; index++) await spool.append(bodies(2, MIB, index * 2));
    await spool.advance((await spool.read({ records: 3, bytes: 8 * MIB })).position);
    await spool.close();
    unlinkSync(join(dir, "000000000001.log"));
    const { texts, troubles } = await reopen(dir);
    expect(texts.map(numberOf)).toEqual([14, 15, 16, 17]);
    expect(troubles).toEqual([]);
    expect(existsSync(join(dir, "cursor"))).toBe(true);
  });
});
