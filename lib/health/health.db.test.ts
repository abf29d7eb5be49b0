import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOwner } from "@/lib/auth/create-owner";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { openPool, pool, usePool } from "@/lib/db/pool";
import { owner, post, signedIn, useEmptyServer } from "@/lib/testing/sign-in";
import { answerHealthz, answerReadyz } from "./answer-health";
import { inspectDatabase } from "./inspect-database";
import { knowsOwner } from "./knows-owner";
import type { Disk } from "./measure-disk";
import { probeDatabase } from "./probe-database";
import { forgetHealth, readHealth } from "./read-health";
import { reportTakesEvents, reportTrouble } from "./report";
import { isDiskFull } from "./watch-disk";

const url = useEmptyServer();
const trouble = "Since 12:03, 120 events wait on disk.";
const gone = "postgresql://nobody@127.0.0.1:1/nothing";

beforeEach(forgetHealth);
afterEach(async () => {
  reportTrouble("spool", null);
  reportTakesEvents(false);
  await readHealth(async () => null);
  forgetHealth();
});

const disk = (freeBytes: number) => async (): Promise<Disk> => ({
  freeBytes,
  totalBytes: 100e9,
  freeInodes: 0,
  totalInodes: 0,
  isContainerLayer: false,
});

/** Runs `work` while the process's pool leads to another address. */
async function withPool(address: string, work: () => Promise<void>): Promise<void> {
  const own = pool();
  const other = openPool(address);
  usePool(other);
  try {
    forgetHealth();
    await work();
  } finally {
    usePool(own);
    await other.end();
  }
}

async function ask(door: (request: Request) => Promise<Response>, headers: HeadersInit = {}) {
  forgetHealth();
  const answer = await door(new Request("http://localhost/", { headers }));
  return [answer.status, await answer.json()];
}

describe("/healthz", () => {
  beforeEach(() => createOwner(owner));

  it("says why to a signed-in owner, and to nobody else", async () => {
    reportTrouble("spool", trouble);
    const { headers } = await signedIn();
    const [status, told] = await ask(answerHealthz, headers);
    expect([status, told.status, told.why]).toEqual([200, "degraded", expect.arrayContaining([trouble])]);
    const forged = headers.get("cookie")?.replace(/\..{8}/, ".AAAAAAAA") ?? "";
    for (const cookie of ["", forged, "jackdaw.session_token=x"])
      expect(await ask(answerHealthz, { cookie })).toEqual([200, { status: "degraded" }]);
    await post("sign-out", {}, { headers: { cookie: headers.get("cookie") ?? "" } });
    expect(await ask(answerHealthz, headers)).toEqual([200, { status: "degraded" }]);
  });

  it("still answers without the database, and tells an owner who was known ten minutes ago", async () => {
    const { headers } = await signedIn();
    expect(await knowsOwner(headers)).toBe(true);
    await withPool(gone, async () => {
      const [status, told] = await ask(answerHealthz, headers);
      expect([status, told.status, told.why?.[0]]).toEqual([
        200,
        "degraded",
        "The database does not answer.",
      ]);
      expect(await ask(answerHealthz, { cookie: "jackdaw.session_token=x" })).toEqual([
        200,
        { status: "degraded" },
      ]);
    });
    expect(await knowsOwner(headers)).toBe(true);
  });

  it("forgets who has signed out, also when the database goes away after that", async () => {
    const { headers } = await signedIn();
    const ctx = systemContext();
    expect(await knowsOwner(headers, async () => ctx)).toBe(true);
    expect(await knowsOwner(headers, () => Promise.reject(new Error("away")))).toBe(true);
    expect(await knowsOwner(headers, async () => null)).toBe(false);
    expect(await knowsOwner(headers, () => Promise.reject(new Error("away")))).toBe(false);
  });
});

describe("/readyz", () => {
  it("is ready with a database that takes writes", async () => {
    expect(await ask(answerReadyz)).toEqual([200, { status: "ready" }]);
  });

  it.each([
    ["away", gone],
    ["read-only", "?options=-c%20default_transaction_read_only%3Don"],
  ])("is not ready while the database is %s, unless the spool works", async (state, address) => {
    await withPool(address.startsWith("?") ? url() + address : address, async () => {
      expect(await probeDatabase()).toBe(state);
      expect(await ask(answerReadyz)).toEqual([503, { status: "not ready" }]);
      reportTakesEvents(true);
      expect(await ask(answerReadyz)).toEqual([200, { status: "ready" }]);
    });
  });

  it("is not ready when the disk is full, whatever the spool says", async () => {
    reportTakesEvents(true);
    const health = await readHealth(disk(1e9));
    expect([health.isReady, isDiskFull(), health.why[0]]).toEqual([
      false,
      true,
      "The disk is full: 1 GB of 100 GB are free. New events are refused until there is room.",
    ]);
    forgetHealth();
    expect((await readHealth(disk(50e9))).isReady).toBe(true);
    expect(isDiskFull()).toBe(false);
  });
});

describe("readHealth", () => {
  it("looks once a second, however many ask", async () => {
    let looks = 0;
    const measure = async () => {
      looks++;
      return null;
    };
    await Promise.all(Array.from({ length: 1_000 }, () => readHealth(measure)));
    expect(looks).toBe(1);
  });

  it("does not wait for a database that is frozen", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    const own = pool();
    const other = openPool(`postgresql://x@127.0.0.1:${port}/x`);
    usePool(other);
    const begun = performance.now();
    expect((await readHealth()).database).toBe("away");
    expect(performance.now() - begun).toBeLessThan(4_000);
    usePool(own);
    silent.close();
  });
});

describe("inspectDatabase", () => {
  it("names missing partitions, rows in DEFAULT and settings that lose data", async () => {
    const now = new Date("2026-07-01T12:00:00Z");
    // The server of the tests is throwaway.
    const settings = [expect.stringContaining("fsync = off"), expect.anything(), expect.anything()];
    expect(await inspectDatabase(now)).toEqual([
      "There is no partition for 2026-07-01 yet. Is the worker running?",
      ...settings,
    ]);
    await maintainPartitions(now);
    expect(await inspectDatabase(now)).toEqual(settings);
    expect(await inspectDatabase(new Date("2026-07-12T12:00:00Z"))).toEqual(settings);
    expect((await inspectDatabase(new Date("2026-07-13T00:00:00Z")))[0]).toContain("2026-07-16");
    await pool().query("INSERT INTO issue_stat VALUES (1, 1, '', '2030-01-01', 1)");
    expect((await inspectDatabase(now))[0]).toContain("(issue_stat)");
    await pool().query("DELETE FROM issue_stat");
  });
});
