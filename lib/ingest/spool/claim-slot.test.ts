import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { claimOrphans, claimSlots } from "./claim-slot";
import { identifyProcess } from "./identify-process";
import { openSpool } from "./open-spool";
import { takeGeneration } from "./owner-file";
import { bodies, drainAll, spoolFolder } from "./testing/spool-folder";
import { bundle, type Child, startChild } from "./testing/start-child";

const WAIT = { timeout: 20_000, interval: 5 };

let file: string;
beforeAll(async () => {
  file = await bundle("claim-and-wait");
});

/** What the children got, all told to claim at the same moment. */
async function claimTogether(children: Child[]): Promise<{ own: string; orphans: string[] }[]> {
  await vi.waitUntil(() => children.every(({ lines }) => lines.length === 1), WAIT);
  for (const child of children) child.process.stdin?.write("go\n");
  await vi.waitUntil(() => children.every(({ lines }) => lines.length === 2), WAIT);
  return children.map(({ lines }) => JSON.parse(lines[1] ?? "") as { own: string; orphans: string[] });
}

function startAll(parent: string, count: number): Child[] {
  return Array.from({ length: count }, () => startChild(file, [parent]));
}

describe("claiming a slot", { timeout: 60_000 }, () => {
  it("gives the first free one, and the same again after a release", async () => {
    const parent = spoolFolder();
    const first = await claimSlots(parent);
    const second = await claimSlots(parent);
    expect([first.own.dir, second.own.dir]).toEqual([join(parent, "0"), join(parent, "1")]);
    await first.own.release();
    const third = await claimSlots(parent);
    expect(third.own.dir).toBe(first.own.dir);
    expect(statSync(third.own.dir).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(third.own.dir))
      expect(statSync(join(third.own.dir, name)).mode & 0o777).toBe(0o600);
    await third.own.release();
    await second.own.release();
  });

  it("by several processes at once gives each its own, also when all see the same owner gone", async () => {
    const parent = spoolFolder();
    for (let round = 0; round < 4; round++) {
      const children = startAll(parent, 4);
      const claims = await claimTogether(children);
      expect(new Set(claims.map(({ own }) => own)).size).toBe(4);
      await Promise.all(children.map((child) => child.kill()));
    }
    expect(readdirSync(join(parent, "0")).filter((name) => name.endsWith(".json"))).toHaveLength(1);
  });

  it("is in vain for one who comes late with a generation that was outdone", async () => {
    const parent = spoolFolder();
    const { own } = await claimSlots(parent);
    expect(await takeGeneration(own.dir, 3)).toBe(true);
    expect(await takeGeneration(own.dir, 2)).toBe(false);
    expect(readdirSync(own.dir)).toEqual(["owner-3.json"]);
    expect(await takeGeneration(own.dir, 3)).toBe(false);
    await own.release();
  });

  it("takes the records of owners that were killed, once each", async () => {
    const parent = spoolFolder();
    const killed = startAll(parent, 3);
    await claimTogether(killed);
    for (const name of ["0", "1", "2"]) {
      const spool = await openSpool(join(parent, name));
      await spool.append(bodies(2));
      await spool.close();
    }
    await Promise.all(killed.map((child) => child.kill()));
    const claims = await claimTogether(startAll(parent, 2));
    const slots = claims.flatMap(({ own, orphans }) => [own, ...orphans]);
    expect(new Set(slots).size).toBe(slots.length);
    expect(slots).toEqual(expect.arrayContaining(["0", "1", "2"].map((name) => join(parent, name))));
  });

  it("leaves alone what a living process has, and slots without records", async () => {
    const parent = spoolFolder();
    const [living] = startAll(parent, 1) as [Child];
    const [claim] = await claimTogether([living]);
    const spool = await openSpool(claim?.own ?? "");
    await spool.append(bodies(1));
    const mine = await claimSlots(parent);
    expect(mine.own.dir).toBe(join(parent, "1"));
    expect(mine.orphans).toEqual([]);
    await living.kill();
    const [orphan] = await claimOrphans(parent);
    expect(orphan?.dir).toBe(claim?.own);
    expect(await claimOrphans(parent)).toEqual([]);
    await drainAll(spool);
    await spool.close();
    await orphan?.release();
    expect(await claimOrphans(parent)).toEqual([]);
    await mine.own.release();
  });

  it.each([
    ["another start of the same process number", { startedAt: "1" }],
    ["a process number that is not in use", { pid: 2 ** 30 }],
  ])("takes over from %s", async (_, change) => {
    const parent = spoolFolder();
    const { own } = await claimSlots(parent);
    const path = join(own.dir, "owner-1.json");
    writeFileSync(path, JSON.stringify({ ...identifyProcess(), ...change, isReleased: false }));
    const next = await claimSlots(parent);
    expect(next.own.dir).toBe(own.dir);
    await next.own.release();
    await own.release();
  });

  it.each([
    ["of another container", JSON.stringify({ ...identifyProcess(), place: "elsewhere" })],
    ["that cannot be read", ""],
  ])("waits for a minute of silence from an owner %s", async (_, text) => {
    const parent = spoolFolder();
    const { own } = await claimSlots(parent);
    const path = join(own.dir, "owner-1.json");
    writeFileSync(path, text);
    const second = await claimSlots(parent);
    expect(second.own.dir).toBe(join(parent, "1"));
    const longAgo = Date.now() / 1_000 - 61;
    utimesSync(path, longAgo, longAgo);
    const third = await claimSlots(parent);
    expect(third.own.dir).toBe(own.dir);
    for (const slot of [second, third]) await slot.own.release();
  });

  it("tells one who lost the slot, and shows signs of life until then", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const parent = spoolFolder();
      const onLost = vi.fn();
      const { own } = await claimSlots(parent, { onLost });
      const path = join(own.dir, "owner-1.json");
      utimesSync(path, 1, 1);
      vi.advanceTimersByTime(10_000);
      await vi.waitUntil(() => statSync(path).mtimeMs > 1_000, WAIT);
      expect(readFileSync(path, "utf8")).toContain(`"pid":${process.pid}`);
      rmSync(path);
      vi.advanceTimersByTime(10_000);
      await vi.waitUntil(() => onLost.mock.calls.length > 0, WAIT);
      expect(onLost).toHaveBeenCalledWith(own.dir);
    } finally {
      vi.useRealTimers();
    }
  });
});
