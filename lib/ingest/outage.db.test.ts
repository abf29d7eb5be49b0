import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { store } from "./batch";
import { commitEvents } from "./commit-events";
import { isAway } from "./outage";
import { createTestProject, readOutcomes, type TestProject } from "./testing/ingest-fixture";
import { type OutageFixture, openOutageFixture } from "./testing/outage-fixture";
import { prepareTestEvent } from "./testing/prepare-test-event";
import { counted, readCounts } from "./testing/read-counts";

/** A batch's second and the disk, and as much again for a busy machine; what hangs on Postgres takes 30 s. */
const LONGEST_ANSWER_MS = 3_000;
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

/** Stores as many events at once; how long the slowest took, in ms. */
async function storeMany(count: number): Promise<number> {
  const begun = performance.now();
  await Promise.all(Array.from({ length: count }, () => store(prepareTestEvent(project))));
  return performance.now() - begun;
}

const counts = () => readCounts(fixture.query, project.id);
const lines = () => readOutcomes(project.id);

describe("a Postgres that is cut off", () => {
  it("costs nobody an answer, and everything is stored once when it is back", async () => {
    await storeMany(3);
    await fixture.drained();
    fixture.proxy.cut();
    for (let round = 0; round < 4; round++) expect(await storeMany(5)).toBeLessThan(LONGEST_ANSWER_MS);
    expect(fixture.waiting()).toBeGreaterThan(0);
    expect((await counts()).rows).toBe(3);
    fixture.proxy.heal();
    await fixture.drained();
    expect(await counts()).toEqual(counted(23));
    expect(await lines()).toEqual(["error accepted 23"]);
  });

  it("in the middle of a batch costs nobody an answer", async () => {
    const frozen = fixture.proxy.freezeAt("before commit");
    const storing = storeMany(5);
    await frozen;
    fixture.proxy.cut();
    expect(await storing).toBeLessThan(LONGEST_ANSWER_MS);
    fixture.proxy.heal();
    await fixture.drained();
    expect(await counts()).toEqual(counted(5));
  });

  it("drains what waits in the order of its arrival", async () => {
    fixture.proxy.cut();
    const ids: string[] = [];
    for (let turn = 0; turn < 12; turn++) {
      const event = prepareTestEvent(project);
      ids.push(event.eventId);
      await store(event);
    }
    fixture.proxy.heal();
    await fixture.drained();
    const rows = await fixture.query<{ id: string }>(
      "SELECT replace(id::text, '-', '') AS id FROM event WHERE project_id = $1 ORDER BY seq",
      [project.id],
    );
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });
});

describe("a Postgres that freezes", () => {
  it.each(["before commit", "after commit"] as const)(
    "%s keeps nobody waiting, and its batch is counted once",
    async (moment) => {
      const frozen = fixture.proxy.freezeAt(moment);
      const storing = storeMany(5);
      await frozen;
      expect(await storing).toBeLessThan(LONGEST_ANSWER_MS);
      expect(isAway()).toBe(true);
      expect(await storeMany(5)).toBeLessThan(LONGEST_ANSWER_MS);
      fixture.proxy.heal();
      await fixture.drained();
      expect(await counts()).toEqual(counted(10));
      expect(await lines()).toEqual(["error accepted 10"]);
    },
  );

  it("keeps nobody waiting who comes while a batch is under way", async () => {
    const frozen = fixture.proxy.freezeAt("before commit");
    const first = storeMany(1);
    await frozen;
    const begun = performance.now();
    await storeMany(5);
    expect(performance.now() - begun).toBeLessThan(LONGEST_ANSWER_MS);
    await first;
    fixture.proxy.heal();
    await fixture.drained();
    expect(await counts()).toEqual(counted(6));
  });
});

it("counts a batch once that was committed while its answer was lost", async () => {
  const lost = fixture.proxy.loseNextAnswer();
  const storing = storeMany(5);
  await lost;
  await storing;
  await fixture.drained();
  expect(await counts()).toEqual(counted(5));
  expect(await lines()).toEqual(["error accepted 5"]);
});

it("counts a drained batch once that was committed while its answer was lost", async () => {
  fixture.proxy.cut();
  await storeMany(1);
  // From now on events go to the disk untried.
  await storeMany(5);
  // And are read together.
  await fixture.reopenBuffer();
  const lost = fixture.proxy.loseNextAnswer();
  fixture.proxy.heal();
  await lost;
  await fixture.drained();
  expect(await counts()).toEqual(counted(6));
  expect(await lines()).toEqual(["error accepted 6"]);
});

/** Ends every connection of ours, as a fail-over does, so that new ones are made. */
async function endConnections(): Promise<void> {
  await fixture.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'jackdaw%'",
  );
}

async function alterDatabase(change: string): Promise<void> {
  const [row] = await fixture.query<{ name: string }>("SELECT quote_ident(current_database()) AS name");
  await fixture.query(`ALTER DATABASE ${row?.name} ${change}`);
}

/** A trigger that answers the next `times` batches with this SQLSTATE. */
async function refuseWith(code: string, times: number): Promise<() => Promise<unknown>> {
  await fixture.query("CREATE SEQUENCE refusals");
  await fixture.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF nextval('refusals') <= ${times} THEN RAISE EXCEPTION 'made up' USING ERRCODE = '${code}'; END IF;
       RETURN NULL;
     END $$`,
  );
  await fixture.query(
    "CREATE TRIGGER refuse AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse()",
  );
  return () => fixture.query("DROP FUNCTION refuse CASCADE; DROP SEQUENCE refusals");
}

describe("a Postgres that refuses", () => {
  it("writes, as it is read-only, gets them when it takes them again (25006)", async () => {
    await alterDatabase("SET default_transaction_read_only = on");
    await endConnections();
    await storeMany(5);
    await storeMany(5);
    expect(isAway()).toBe(true);
    await alterDatabase("RESET default_transaction_read_only");
    await endConnections();
    await fixture.drained();
    expect(await counts()).toEqual(counted(10));
  });

  it("connections, as there are too many, gets everything later (53300)", async () => {
    await alterDatabase("CONNECTION LIMIT 1");
    await endConnections();
    expect(await storeMany(5)).toBeLessThan(LONGEST_ANSWER_MS);
    expect(isAway()).toBe(true);
    await alterDatabase("CONNECTION LIMIT -1");
    await fixture.drained();
    expect(await counts()).toEqual(counted(5));
  });

  it.each(["53100", "53200", "58030", "57P03", "XX000"])(
    "a batch for want of room or strength (%s, replayed by a trigger) stores it later",
    async (code) => {
      const undo = await refuseWith(code, 3);
      await storeMany(5);
      expect(isAway()).toBe(true);
      await fixture.drained();
      await undo();
      expect(await counts()).toEqual(counted(5));
      expect(await lines()).toEqual(["error accepted 5"]);
    },
  );

  it.each(["40001", "40P01"])("a batch that met another one (%s) is tried again at once", async (code) => {
    const undo = await refuseWith(code, 2);
    await commitEvents([{ event: prepareTestEvent(project), isRetry: false }]);
    await undo();
    expect(await counts()).toEqual(counted(1));
  });
});
