import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { deleteDeadLetters } from "@/lib/dead-letters/delete-dead-letters";
import { listDeadLetters } from "@/lib/dead-letters/list-dead-letters";
import type { DeadLetterRow } from "@/lib/dead-letters/schemas";
import { InvalidInputError, NotFoundError } from "@/lib/errors";
import { encodePayload } from "@/lib/events/payload";
import { listProjectsForNav } from "@/lib/projects/list-projects";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { listProjectSummaries } from "@/lib/stats/list-project-summaries";
import { readProjectStats } from "@/lib/stats/project-stats";
import { bury } from "./dead-letter";
import { digest } from "./digest";
import { lockNames } from "./digest/lock-names";
import { exportDeadLetter } from "./export-dead-letter";
import type { PreparedEvent } from "./prepared-event";
import { redriveDeadLetters } from "./redrive";
import {
  createTestProject,
  openTestDatabase,
  readOutcomes,
  type TestProject,
} from "./testing/ingest-fixture";
import { prepareTestEvent } from "./testing/prepare-test-event";

const ctx = systemContext();
let closeDatabase: () => Promise<void>;
let project: TestProject & { slug: string };

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});
afterAll(() => closeDatabase());
beforeEach(async () => {
  project = await makeProject();
});

async function makeProject(): Promise<TestProject & { slug: string }> {
  const made = await createTestProject();
  const { rows } = await pool().query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [made.id]);
  return { ...made, slug: rows[0]?.slug ?? "" };
}

function prepared(change: Partial<PreparedEvent> = {}): PreparedEvent {
  const bare = { environment: "", release: "", userKey: null, tags: [] };
  const event = prepareTestEvent(project, bare);
  return {
    ...event,
    payload: encodePayload(normaliseEvent({ message: "kept" }, event)),
    ...change,
  };
}

/** What the database says to an event that it cannot store. */
function refusal(code = "22P05", message = "unsupported Unicode escape sequence"): Error {
  return Object.assign(new Error(message), { code });
}

/** An event whose column no database takes: a number that is none. */
const poisoned = () => prepared({ level: 2 ** 40 });

const letters = async (): Promise<DeadLetterRow[]> =>
  (await listDeadLetters(ctx, { slug: project.slug })).rows;
const outcomes = async () => (await readOutcomes(project.id)).filter((line) => !line.endsWith(" 0"));
const all = () => redriveDeadLetters(ctx, { slug: project.slug, choice: { all: true } });

async function waitingForLocks(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*) AS count FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`,
  );
  return rows[0]?.count ?? 0;
}

describe("bury", () => {
  it("keeps the event with the reason, and counts it once under it", async () => {
    const event = prepared();
    await bury(event, refusal());
    await bury(event, refusal());
    expect(await letters()).toMatchObject([
      {
        eventId: event.eventId,
        title: "TypeError: x is not a function",
        code: "22P05",
        error: "unsupported Unicode escape sequence",
        attempts: 2,
        receivedAt: event.receivedAt.toISOString(),
      },
    ]);
    expect(await outcomes()).toEqual(["error dead_letter 22P05 1", "error duplicate 1"]);
  });

  it("does not count a retry again, whose first try got it there although its answer was lost", async () => {
    const event = prepared();
    await bury(event, refusal());
    await bury(event, refusal(), { isRetry: true });
    expect(await outcomes()).toEqual(["error dead_letter 22P05 1"]);
  });

  it.each([
    ["NUL", "a\0b"],
    ["half a surrogate pair", "a\ud800b"],
    ["a pair that the limit would cut", `${"x".repeat(199)}😀${"y".repeat(900)}😀`],
    ["much too much", "z".repeat(5_000_000)],
  ])("is never refused itself: %s", async (_name, text) => {
    await bury(prepared({ type: text, message: text }), refusal("22021", text));
    const [letter] = await letters();
    expect(letter?.title.length).toBeLessThanOrEqual(200);
    expect(letter?.error.length).toBeLessThanOrEqual(1_000);
    expect(JSON.stringify(letter)).not.toMatch(/\\u0000|\\ud800/i);
  });

  it("takes an error that is none, without a code", async () => {
    await bury(prepared(), "no");
    expect(await letters()).toMatchObject([{ code: "", error: "no" }]);
    expect(await outcomes()).toEqual(["error dead_letter 1"]);
  });
});

describe("redriveDeadLetters", () => {
  it("stores the events and moves their counts, each in the hour of its arrival", async () => {
    const hourAgo = new Date(Date.now() - 3_600_000);
    await bury(prepared({ receivedAt: hourAgo }), refusal());
    await bury(prepared(), refusal("23514"));
    await bury(prepared(), refusal());
    expect(await all()).toEqual({ stored: 3, duplicates: 0, failed: 0, left: 0 });
    expect(await letters()).toEqual([]);
    expect(await outcomes()).toEqual(["error accepted 3"]);
    const { rows } = await pool().query(
      `SELECT bucket = date_trunc('hour', $2::timestamptz) AS early, sum(quantity)::int AS quantity FROM outcome
        WHERE project_id = $1 AND outcome = 'accepted' GROUP BY 1 ORDER BY 1`,
      [project.id, hourAgo],
    );
    expect(rows).toEqual([
      { early: false, quantity: 2 },
      { early: true, quantity: 1 },
    ]);
    const stored = await pool().query("SELECT 1 FROM event WHERE project_id = $1", [project.id]);
    expect(stored.rowCount).toBe(3);
  });

  it("counts nothing twice when three people try at the same moment", async () => {
    const events = [prepared(), prepared()];
    for (const event of events) await bury(event, refusal());
    // All three have read the letters and wait for the events' locks.
    const tries = await transaction(async (db) => {
      const names = events.map(({ projectId, eventId }) => `${projectId}/${eventId}`);
      await lockNames(db, "event", names);
      const begun = [all(), all(), all()];
      await expect.poll(waitingForLocks).toBe(3);
      return begun;
    });
    const results = await Promise.all(tries);
    expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(2);
    expect(results.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(0);
    expect(await all()).toEqual({ stored: 0, duplicates: 0, failed: 0, left: 0 });
    expect(await outcomes()).toEqual(["error accepted 2"]);
  });

  it("counts as a duplicate what was stored meanwhile under the same id", async () => {
    const event = prepared();
    await bury(event, refusal());
    await digest([event]);
    expect(await all()).toMatchObject({ stored: 0, duplicates: 1 });
    expect(await outcomes()).toEqual(["error accepted 1", "error duplicate 1"]);
  });

  it("tries one by one when the batch is refused, and keeps what fails with the reason of this time", async () => {
    const bad = poisoned();
    await bury(prepared(), refusal());
    await bury(bad, refusal());
    await bury(prepared(), refusal());
    expect(await all()).toEqual({ stored: 2, duplicates: 0, failed: 1, left: 0 });
    const [letter] = await letters();
    expect(letter).toMatchObject({ eventId: bad.eventId, code: "22003", attempts: 2 });
    expect(letter?.error).toContain("out of range");
    expect(await outcomes()).toEqual(["error accepted 2", "error dead_letter 22003 1"]);
  });

  it("notes a record that cannot be read, and goes on with the others", async () => {
    await bury(prepared(), refusal());
    await bury(prepared(), refusal());
    await pool().query(
      `UPDATE dead_letter SET record = '\\xff' WHERE project_id = $1
          AND event_id = (SELECT event_id FROM dead_letter WHERE project_id = $1 ORDER BY event_id LIMIT 1)`,
      [project.id],
    );
    expect(await all()).toMatchObject({ stored: 1, failed: 1 });
    expect(await outcomes()).toEqual(["error accepted 1", "error dead_letter 1"]);
  });

  it("takes the chosen ones alone, and none of another project", async () => {
    const mine = prepared();
    await bury(mine, refusal());
    await bury(prepared(), refusal());
    const other = await makeProject();
    const theirs = prepared({ projectId: other.id, keyId: other.keyId });
    await bury(theirs, refusal());
    const choice = { eventIds: [mine.eventId, theirs.eventId] };
    expect(await redriveDeadLetters(ctx, { slug: project.slug, choice })).toMatchObject({ stored: 1 });
    expect(await letters()).toHaveLength(1);
    expect(await readOutcomes(other.id)).toEqual(["error dead_letter 22P05 1"]);
    await expect(redriveDeadLetters(ctx, { slug: "nothing", choice })).rejects.toThrow(NotFoundError);
  });

  it("changes nothing when the trouble is not with the events", async () => {
    await bury(prepared(), refusal());
    await pool().query(
      `CREATE FUNCTION be_full() RETURNS trigger LANGUAGE plpgsql
         AS $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$`,
    );
    await pool().query(
      "CREATE TRIGGER be_full BEFORE INSERT ON issue FOR EACH ROW EXECUTE FUNCTION be_full()",
    );
    try {
      await expect(all()).rejects.toMatchObject({ code: "53100" });
    } finally {
      await pool().query("DROP FUNCTION be_full CASCADE");
    }
    expect(await letters()).toMatchObject([{ attempts: 1 }]);
    expect(await outcomes()).toEqual(["error dead_letter 22P05 1"]);
  });
});

describe("the list", () => {
  it("goes on where the page before ended, latest first, with what arrived at the same moment", async () => {
    const now = Date.now();
    for (let i = 0; i < 60; i++)
      await bury(prepared({ receivedAt: new Date(now - (i % 3) * 1000) }), refusal());
    const first = await listDeadLetters(ctx, { slug: project.slug });
    const second = await listDeadLetters(ctx, { slug: project.slug, cursor: first.nextCursor ?? "" });
    const rows = [...first.rows, ...second.rows];
    expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([50, 10, null]);
    expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(60);
    expect(rows.map(({ receivedAt }) => receivedAt)).toEqual(
      rows
        .map(({ receivedAt }) => receivedAt)
        .sort()
        .toReversed(),
    );
  });

  it("refuses a place that is none, and shows nothing of other projects", async () => {
    await bury(prepared(), refusal());
    const other = await makeProject();
    expect((await listDeadLetters(ctx, { slug: other.slug })).rows).toEqual([]);
    await expect(listDeadLetters(ctx, { slug: project.slug, cursor: "x" })).rejects.toThrow(
      InvalidInputError,
    );
    await expect(listDeadLetters(ctx, { slug: "nothing" })).rejects.toThrow(NotFoundError);
  });
});

describe("deleteDeadLetters", () => {
  it("deletes the chosen ones of this project, and keeps the count of what was received", async () => {
    const event = prepared();
    await bury(event, refusal());
    await bury(prepared(), refusal());
    const other = await makeProject();
    const choice = { eventIds: [event.eventId] };
    expect(await deleteDeadLetters(ctx, { slug: other.slug, choice })).toEqual({ deleted: 0, left: 0 });
    expect(await deleteDeadLetters(ctx, { slug: project.slug, choice })).toEqual({ deleted: 1, left: 0 });
    expect(await deleteDeadLetters(ctx, { slug: project.slug, choice: { all: true } })).toEqual({
      deleted: 1,
      left: 0,
    });
    expect(await outcomes()).toEqual(["error dead_letter 22P05 2"]);
  });
});

describe("the marks that dead letters wait", () => {
  it("count those of each project alone, and go when they are stored", async () => {
    await bury(prepared(), refusal());
    await bury(prepared(), refusal());
    const other = await makeProject();
    const countOf = async (id: number) => [
      (await listProjectsForNav(ctx)).find((known) => known.id === id)?.deadLetterCount,
      (await listProjectSummaries(ctx)).find((known) => known.id === id)?.deadLetterCount,
    ];
    expect(await countOf(project.id)).toEqual([2, 2]);
    expect(await countOf(other.id)).toEqual([0, 0]);
    const query = { slug: project.slug, period: "24h", category: "error" } as const;
    expect(await readProjectStats(ctx, query)).toMatchObject({ deadLetterCount: 2, receivedTotal: 2 });
    await all();
    expect(await countOf(project.id)).toEqual([0, 0]);
    expect(await readProjectStats(ctx, query)).toMatchObject({
      deadLetterCount: 0,
      receivedTotal: 2,
      outcomes: [{ outcome: "accepted", total: 2 }],
    });
  });
});

describe("exportDeadLetter", () => {
  it("gives the event as it would have been stored, to this project alone", async () => {
    const event = prepared();
    await bury(event, refusal());
    const { eventId } = event;
    expect(await exportDeadLetter(ctx, { slug: project.slug, eventId })).toMatchObject({
      event_id: eventId,
      logentry: { formatted: "kept" },
    });
    const other = await makeProject();
    await expect(exportDeadLetter(ctx, { slug: other.slug, eventId })).rejects.toThrow(NotFoundError);
  });
});
