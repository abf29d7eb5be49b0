import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { store } from "./batch";
import { forgetKeys } from "./key-directory";
import { isAway } from "./outage";
import { OverloadError } from "./overload-error";
import { createTestProject, readOutcomes, send, type TestProject } from "./testing/ingest-fixture";
import { type OutageFixture, openOutageFixture } from "./testing/outage-fixture";
import { prepareTestEvent } from "./testing/prepare-test-event";
import { counted, readCounts } from "./testing/read-counts";

const MIB = 1024 * 1024;
let fixture: OutageFixture;
let project: TestProject;

beforeAll(async () => {
  fixture = await openOutageFixture();
}, 60_000);
afterAll(() => fixture.close(), 30_000);
beforeEach(async () => {
  project = await createTestProject();
});
afterEach(async () => {
  fixture.proxy.heal();
  await fixture.drained();
}, 30_000);

const newKey = () => randomBytes(16).toString("hex");
const counts = () => readCounts(fixture.query, project.id);
const storeOne = (change = {}) => store(prepareTestEvent(project, change));

/** Sends an event as an SDK does. */
function report(publicKey: string, projectId = project.id) {
  const id = newKey();
  const body = JSON.stringify({ event_id: id, message: "away", tags: { browser: "Firefox" } });
  return send("POST", `/api/${projectId}/store/?sentry_key=${publicKey}`, { body });
}

/** Another project, made by a way that does not fail. */
async function makeWhileAway(): Promise<TestProject> {
  fixture.proxy.heal();
  await vi.waitFor(async () => expect((await pool().query("SELECT 1")).rowCount).toBe(1));
  const made = await createTestProject();
  fixture.proxy.cut();
  return made;
}

describe("a key that nobody can look up", () => {
  beforeEach(() => {
    fixture.proxy.cut();
    forgetKeys();
  });

  it("gets its events stored when it turns out to be right", async () => {
    expect((await report(project.publicKey)).status).toBe(200);
    expect(fixture.waiting()).toBeGreaterThan(0);
    fixture.proxy.heal();
    await fixture.drained();
    expect((await counts()).rows).toBe(1);
    expect(await readOutcomes(project.id)).toEqual(["error accepted 1"]);
  });

  it("gets nothing stored when it is wrong, another project's or disabled", async () => {
    const other = await makeWhileAway();
    for (const key of [newKey(), other.publicKey]) expect((await report(key)).status).toBe(200);
    await fixture.query("UPDATE project_key SET is_active = false WHERE project_id = $1", [project.id]);
    expect((await report(project.publicKey)).status).toBe(200);
    fixture.proxy.heal();
    await fixture.drained();
    expect((await counts()).rows).toBe(0);
    expect(await readOutcomes(project.id)).toEqual([]);
    expect(await readOutcomes(other.id)).toEqual([]);
  });

  it("keeps nobody waiting who comes after it, however many there are", async () => {
    for (let count = 0; count < 40; count++) expect((await report(newKey())).status).toBe(200);
    await storeOne();
    fixture.proxy.heal();
    await fixture.drained();
    expect((await counts()).rows).toBe(1);
  });

  it("gets 64 MiB of the disk and no more, while known keys go on", async () => {
    const payload = randomBytes(MIB);
    const big = () => store(prepareTestEvent(project, { projectId: 0, keyId: "", payload }), newKey());
    for (let count = 0; count < 63; count++) await big();
    await expect(big()).rejects.toThrow(OverloadError);
    await storeOne();
    fixture.proxy.heal();
    await fixture.drained();
    expect((await counts()).rows).toBe(1);
  });
});

describe("a disk without room", () => {
  afterEach(() => fixture.reopenBuffer());

  it("answers 429 with both headers, and takes events again as soon as Postgres does", async () => {
    expect((await report(project.publicKey)).status).toBe(200);
    await fixture.drained();
    await fixture.reopenBuffer({ maxBytes: 10 });
    fixture.proxy.cut();
    const answer = await report(project.publicKey);
    expect(answer.status).toBe(429);
    expect(answer.headers["retry-after"]).toBe("60");
    expect(answer.headers["x-sentry-rate-limits"]).toBe("60:error;default;security:organization:spool_full");
    expect(isAway()).toBe(true);
    fixture.proxy.heal();
    await fixture.drained();
    expect((await report(project.publicKey)).status).toBe(200);
  });

  it("never gives up what it acknowledged: the newest are refused", async () => {
    await fixture.reopenBuffer({ maxBytes: 20_000 });
    fixture.proxy.cut();
    let taken = 0;
    const tooMany = async () => {
      for (; taken < 100; taken++) await storeOne({ payload: randomBytes(1_000) });
    };
    await expect(tooMany()).rejects.toThrow(OverloadError);
    expect(taken).toBeGreaterThan(5);
    fixture.proxy.heal();
    await fixture.drained();
    expect(await counts()).toEqual(counted(taken));
  });
});

it("drains what an earlier process left, and what it had committed counts once", async () => {
  fixture.proxy.cut();
  await storeOne();
  for (let count = 0; count < 4; count++) await storeOne();
  const frozen = fixture.proxy.freezeAt("after commit");
  const closing = frozen.then(() => {
    fixture.proxy.cut();
    return fixture.reopenBuffer();
  });
  fixture.proxy.heal();
  await closing;
  expect(fixture.waiting()).toBeGreaterThan(0);
  fixture.proxy.heal();
  await fixture.drained();
  expect(await counts()).toEqual(counted(5));
  expect(await readOutcomes(project.id)).toEqual(["error accepted 5"]);
});

it("discards what was acknowledged for a project that is deleted meanwhile, and stores the others'", async () => {
  const doomed = await createTestProject();
  fixture.proxy.cut();
  for (let count = 0; count < 3; count++) {
    await store(prepareTestEvent(doomed));
    await storeOne();
  }
  await fixture.query("DELETE FROM project WHERE id = $1", [doomed.id]);
  fixture.proxy.heal();
  await fixture.drained();
  expect(await counts()).toEqual(counted(3));
  expect((await readCounts(fixture.query, doomed.id)).rows).toBe(0);
  expect(await fixture.query("SELECT 1 FROM dead_letter WHERE project_id = $1", [doomed.id])).toEqual([]);
});
