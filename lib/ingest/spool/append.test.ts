import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openSpool } from "./open-spool";
import { SpoolBrokenError, SpoolFullError } from "./spool-errors";
import { bodies, drainAll, numberOf, reopen, segmentNames, spoolFolder } from "./testing/spool-folder";
import { watchFiles } from "./testing/watch-files";

const KIB = 1024;
const GIB = 1024 ** 3;

describe("an append", () => {
  it("of 200 records is one write and one sync", async () => {
    const { files, counts } = watchFiles();
    const spool = await openSpool(spoolFolder(), { files });
    await spool.append(bodies(1));
    counts.clear();
    await spool.append(bodies(200, 3_000));
    expect(Object.fromEntries(counts)).toEqual({ writev: 1, datasync: 1 });
    await spool.close();
  });

  it("shares its sync with all that arrive while another one is under way", async () => {
    const { files, counts } = watchFiles();
    const spool = await openSpool(spoolFolder(), { files });
    await spool.append(bodies(1));
    counts.clear();
    const first = spool.append(bodies(1, 100, 1));
    await vi.waitUntil(() => counts.get("writev") === 1, { interval: 0 });
    const others = bodies(100, 100, 2).map((body) => spool.append(body));
    await Promise.all([first, ...others]);
    expect(counts.get("datasync")).toBe(2);
    expect((await drainAll(spool)).map(numberOf)).toEqual(Array.from({ length: 102 }, (_, index) => index));
    await spool.close();
  });

  it("of more buffers than the system takes at once is whole", async () => {
    const dir = spoolFolder();
    const spool = await openSpool(dir);
    await spool.append(bodies(3_000, 20));
    await spool.close();
    expect((await reopen(dir, { records: 3_000, bytes: GIB })).texts).toHaveLength(3_000);
  });

  it("that the system takes in pieces is whole", async () => {
    const dir = spoolFolder();
    const { files, writeLimit } = watchFiles();
    writeLimit.bytes = 37;
    const spool = await openSpool(dir, { files });
    await spool.append(bodies(20, 90));
    await spool.close();
    expect((await reopen(dir)).texts.map(numberOf)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it("that was answered survives a power cut", async () => {
    const dir = spoolFolder();
    const { files, cutPower } = watchFiles();
    const spool = await openSpool(dir, { files });
    for (let index = 0; index < 20; index++) await spool.append(bodies(3, 500, index * 3));
    cutPower();
    expect((await reopen(dir)).texts.map(numberOf)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    await spool.close();
  });

  it("is not read before it is durable", async () => {
    const { files, failures } = watchFiles();
    const spool = await openSpool(spoolFolder(), { files });
    failures.set("datasync", "EIO");
    await expect(spool.append(bodies(3))).rejects.toThrow(SpoolBrokenError);
    expect((await spool.read({ records: 9, bytes: KIB })).records).toEqual([]);
    await spool.close();
  });
});

describe("a full spool", () => {
  it("refuses the newest at its bound, keeps what it has, and takes again when it is drained", async () => {
    const spool = await openSpool(spoolFolder(), { maxBytes: 1_200 * KIB });
    let taken = 0;
    const fill = async () => {
      for (;;) {
        await spool.append(bodies(1, 10 * KIB, taken));
        taken++;
      }
    };
    await expect(fill()).rejects.toThrow(SpoolFullError);
    expect(taken).toBe(119);
    expect((await drainAll(spool)).map(numberOf)).toEqual(Array.from({ length: taken }, (_, index) => index));
    await spool.append(bodies(1, 10 * KIB));
    expect(spool.size().records).toBe(1);
    await spool.close();
  });

  it("leaves some of the disk free, and looks at it once a second", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const { files, disk } = watchFiles();
      const spool = await openSpool(spoolFolder(), { files });
      disk.free = GIB + 50;
      await spool.append(bodies(1));
      vi.setSystemTime(Date.now() + 1_001);
      await expect(spool.append(bodies(1))).rejects.toThrow(SpoolFullError);
      disk.free = 2 * GIB;
      await expect(spool.append(bodies(1))).rejects.toThrow(SpoolFullError);
      vi.setSystemTime(Date.now() + 1_001);
      await spool.append(bodies(1));
      await spool.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it("leaves less free on a small disk: 5 % of 3 GB", async () => {
    const { files, disk } = watchFiles();
    Object.assign(disk, { free: 0.0525 * 3 * GIB, total: 3 * GIB });
    const spool = await openSpool(spoolFolder(), { files });
    for (let index = 0; index < 7; index++) await spool.append(bodies(1, KIB * KIB));
    await expect(spool.append(bodies(1, KIB * KIB))).rejects.toThrow(SpoolFullError);
    await spool.close();
  });

  it("takes no more than half of what it finds free", async () => {
    const dir = spoolFolder();
    const { files, disk } = watchFiles();
    Object.assign(disk, { free: 2_000 * KIB, total: 0 });
    const spool = await openSpool(dir, { files });
    await spool.append(bodies(1, 900 * KIB));
    await expect(spool.append(bodies(1, 100 * KIB))).rejects.toThrow(SpoolFullError);
    await spool.close();
    disk.free = 1_100 * KIB;
    const again = await openSpool(dir, { files });
    await again.append(bodies(1, 99 * KIB));
    await expect(again.append(bodies(1, KIB))).rejects.toThrow(SpoolFullError);
    await again.close();
  });

  it("takes back what it wrote when the disk fills up, and works on when there is room", async () => {
    const dir = spoolFolder();
    const { files, failures } = watchFiles();
    const spool = await openSpool(dir, { files });
    await spool.append(bodies(2));
    const before = statSync(join(dir, segmentNames(dir)[0] ?? "")).size;
    failures.set("writev", "ENOSPC");
    await expect(spool.append(bodies(5, 5_000, 90))).rejects.toThrow(SpoolFullError);
    expect(statSync(join(dir, segmentNames(dir)[0] ?? "")).size).toBe(before);
    failures.clear();
    await spool.append(bodies(2, 100, 2));
    await spool.close();
    expect(await reopen(dir)).toEqual({
      texts: bodies(4).map(String),
      troubles: [],
    });
  });

  it("refuses when there is no room for another file", async () => {
    const { files, failures } = watchFiles();
    const spool = await openSpool(spoolFolder(), { files });
    failures.set("open", "ENOSPC");
    await expect(spool.append(bodies(1))).rejects.toThrow(SpoolFullError);
    failures.clear();
    await spool.append(bodies(1));
    await spool.close();
  });

  it("is drained although there is no room for its cursor", async () => {
    const dir = spoolFolder();
    const { files, failures } = watchFiles();
    const spool = await openSpool(dir, { files });
    for (let index = 0; index < 3; index++) await spool.append(bodies(1, 9 * KIB * KIB, index));
    failures.set("writev", "ENOSPC");
    expect((await drainAll(spool)).map(numberOf)).toEqual([0, 1, 2]);
    expect(segmentNames(dir)).toEqual([]);
    await spool.close();
  });
});

describe("a failing disk", () => {
  it("breaks the spool at its first failed sync: nothing is synced or answered any more", async () => {
    const dir = spoolFolder();
    const { files, failures, counts } = watchFiles();
    const spool = await openSpool(dir, { files });
    await spool.append(bodies(3));
    counts.clear();
    failures.set("datasync", "EIO");
    const first = spool.append(bodies(1, 100, 3));
    await Promise.resolve();
    await Promise.resolve();
    const waiting = spool.append(bodies(1, 100, 4));
    await expect(first).rejects.toThrow(SpoolBrokenError);
    await expect(waiting).rejects.toThrow(SpoolBrokenError);
    failures.clear();
    await expect(spool.append(bodies(1, 100, 5))).rejects.toThrow(SpoolBrokenError);
    expect(counts.get("datasync")).toBe(1);
    await spool.close();
    expect((await reopen(dir)).texts.slice(0, 3).map(numberOf)).toEqual([0, 1, 2]);
  });

  it.each([
    ["a write fails", { writev: "EIO" }],
    ["a part cannot be taken back", { writev: "ENOSPC", truncate: "EIO" }],
    ["a file cannot be made", { open: "EROFS" }],
  ] as const)("breaks it when %s", async (_, codes) => {
    const { files, failures } = watchFiles();
    const spool = await openSpool(spoolFolder(), { files });
    if (!("open" in codes)) await spool.append(bodies(1));
    for (const [operation, code] of Object.entries(codes))
      failures.set(operation as keyof typeof codes, code);
    await expect(spool.append(bodies(1))).rejects.toThrow(SpoolBrokenError);
    failures.clear();
    await expect(spool.append(bodies(1))).rejects.toThrow(SpoolBrokenError);
    await spool.close();
  });

  it("breaks it when the cursor cannot be synced", async () => {
    const { files, failures } = watchFiles();
    const spool = await openSpool(spoolFolder(), { files });
    await spool.append(bodies(1));
    const { position } = await spool.read({ records: 1, bytes: KIB });
    failures.set("datasync", "EIO");
    await expect(spool.advance(position)).rejects.toThrow(SpoolBrokenError);
    failures.clear();
    await expect(spool.append(bodies(1))).rejects.toThrow(SpoolBrokenError);
    await spool.close();
  });
});
