import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { digest } from "./digest";
import type { PreparedEvent } from "./prepared-event";
import { createTestProject, openTestDatabase } from "./testing/ingest-fixture";
import { prepareTestEvent } from "./testing/prepare-test-event";

const KEY = "00000000-0000-4000-8000-000000000001";
let closeDatabase: () => Promise<void>;
let projectId = 0;

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});

afterAll(() => closeDatabase());

beforeEach(async () => {
  projectId = (await createTestProject()).id;
});

function prepared(change: Partial<PreparedEvent> = {}): PreparedEvent {
  return prepareTestEvent({ id: projectId, keyId: KEY }, { userKey: null, ...change });
}

function batchOf(hashes: string[]): PreparedEvent[] {
  return hashes.map((hash) => prepared({ hashes: [hash], userKey: `id:${hash[0]}` }));
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

async function query<T extends object>(sql: string): Promise<T[]> {
  return (await pool().query<T>(sql, [projectId])).rows;
}

const issues = () =>
  query<{
    id: number;
    short_id: number;
    event_count: number;
    user_count: number;
    status: string;
    regressed_at: Date | null;
  }>(`SELECT * FROM issue WHERE project_id = $1 ORDER BY short_id`);

describe("digest", () => {
  it("makes one issue of events with one hash, and counts them", async () => {
    await digest([prepared(), prepared()]);
    await digest([prepared(), prepared({ environment: "staging" }), prepared({ hashes: ["b".repeat(32)] })]);
    expect((await issues()).map((issue) => [issue.short_id, issue.event_count])).toEqual([
      [1, 4],
      [2, 1],
    ]);
    expect(await query(`SELECT count(*)::int FROM event WHERE project_id = $1`)).toEqual([{ count: 5 }]);
    expect(await query(`SELECT sum(count)::int FROM issue_stat WHERE project_id = $1`)).toEqual([{ sum: 5 }]);
    expect(
      await query(
        `SELECT environment, event_count AS n FROM issue_environment WHERE project_id = $1 ORDER BY 1, 2`,
      ),
    ).toEqual([
      { environment: "production", n: 1 },
      { environment: "production", n: 3 },
      { environment: "staging", n: 1 },
    ]);
    expect(await query(`SELECT value, count FROM issue_tag WHERE project_id = $1 ORDER BY count`)).toEqual([
      { value: "Firefox 140", count: 1 },
      { value: "Firefox 140", count: 4 },
    ]);
    expect(await query(`SELECT outcome, quantity FROM outcome WHERE project_id = $1`)).toEqual([
      { outcome: "accepted", quantity: 5 },
    ]);
  });

  it("begins an issue with its oldest event, also when that was spooled and comes later", async () => {
    await digest([prepared({ receivedAt: at(5) })]);
    await digest([1, 9, 7].map((minute) => prepared({ receivedAt: at(minute) })));
    await digest([2, 3].map((minute) => prepared({ receivedAt: at(minute), environment: "staging" })));
    expect(await query(`SELECT first_seen FROM issue WHERE project_id = $1`)).toEqual([
      { first_seen: at(1) },
    ]);
    expect(
      await query(
        `SELECT environment, first_seen FROM issue_environment WHERE project_id = $1 ORDER BY environment`,
      ),
    ).toEqual([
      { environment: "production", first_seen: at(1) },
      { environment: "staging", first_seen: at(2) },
    ]);
  });

  it("stores the payload byte for byte, whatever stands beside it", async () => {
    const payloads = [Buffer.alloc(0), Buffer.from([0, 255, 10]), Buffer.from("last")];
    const events = payloads.map((payload) => prepared({ payload }));
    await digest(events);
    const rows = await query<{ id: string; payload: Buffer }>(
      `SELECT id, payload FROM event WHERE project_id = $1`,
    );
    for (const [index, event] of events.entries()) {
      const row = rows.find(({ id }) => id.replaceAll("-", "") === event.eventId);
      expect(row?.payload).toEqual(payloads[index]);
    }
  });

  it("counts an event id once, in one batch and in later ones", async () => {
    const event = prepared();
    expect(await digest([event, { ...event }])).toEqual(["accepted", "duplicate"]);
    expect(await digest([{ ...event, hashes: ["c".repeat(32)] }, prepared()])).toEqual([
      "duplicate",
      "accepted",
    ]);
    expect((await issues()).map((issue) => issue.event_count)).toEqual([2]);
    expect(await query(`SELECT outcome, quantity FROM outcome WHERE project_id = $1 ORDER BY 1`)).toEqual([
      { outcome: "accepted", quantity: 2 },
      { outcome: "duplicate", quantity: 2 },
    ]);
  });

  it("counts an event id once when it arrives before and after midnight", async () => {
    const midnight = new Date(new Date().toISOString().slice(0, 10));
    const event = prepared({ receivedAt: new Date(midnight.getTime() - 1) });
    expect(await digest([event])).toEqual(["accepted"]);
    expect(await digest([{ ...event, receivedAt: midnight }])).toEqual(["duplicate"]);
  });

  it("lets twenty processes race on the same event, and stores it once", async () => {
    const event = prepared();
    const outcomes = (await Promise.all(Array.from({ length: 20 }, () => digest([{ ...event }])))).flat();
    expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(1);
    expect((await issues()).map((issue) => issue.event_count)).toEqual([1]);
  });

  it("lets twenty processes race on the first event of a kind, and makes one issue", async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => digest([prepared(), prepared({ hashes: ["b".repeat(32)] })])),
    );
    expect((await issues()).map((issue) => issue.event_count)).toEqual([20, 20]);
  });

  it("survives batches that touch the same issues in opposite order", async () => {
    const kinds = Array.from({ length: 12 }, (_, index) => index.toString(16).repeat(32));
    await Promise.all(
      Array.from({ length: 16 }, (_, index) => digest(batchOf(index % 2 ? kinds : kinds.toReversed()))),
    );
    expect((await issues()).map((issue) => [issue.event_count, issue.user_count])).toEqual(
      kinds.map(() => [16, 1]),
    );
  });

  it("follows the first hash that leads to an issue, and links the others to it", async () => {
    await digest([prepared({ hashes: ["a".repeat(32), "5".repeat(32)] })]);
    await digest([prepared({ hashes: ["b".repeat(32), "5".repeat(32)] })]);
    await digest([prepared({ hashes: ["b".repeat(32)] })]);
    expect((await issues()).map((issue) => issue.event_count)).toEqual([3]);
  });

  it("links within one batch as it does across batches", async () => {
    await digest([
      prepared({ hashes: ["a".repeat(32), "5".repeat(32)] }),
      prepared({ hashes: ["b".repeat(32), "5".repeat(32)] }),
      prepared({ hashes: ["b".repeat(32)] }),
    ]);
    expect((await issues()).map((issue) => issue.event_count)).toEqual([3]);
  });

  it("counts a user once per issue and once per environment", async () => {
    await digest([
      prepared({ userKey: "id:1" }),
      prepared({ userKey: "id:1" }),
      prepared({ userKey: "id:2" }),
    ]);
    await digest([prepared({ userKey: "id:1", environment: "staging" })]);
    expect((await issues()).map((issue) => issue.user_count)).toEqual([2]);
    expect(
      await query(`SELECT environment, user_count FROM issue_environment WHERE project_id = $1 ORDER BY 1`),
    ).toEqual([
      { environment: "production", user_count: 2 },
      { environment: "staging", user_count: 1 },
    ]);
  });

  it("reopens a resolved issue as a regression, and leaves an archived one alone", async () => {
    await digest([prepared(), prepared({ hashes: ["b".repeat(32)] })]);
    await query(
      `UPDATE issue SET status = CASE short_id WHEN 1 THEN 'resolved' ELSE 'archived' END WHERE project_id = $1`,
    );
    await digest([prepared(), prepared({ hashes: ["b".repeat(32)] })]);
    const [resolved, archived] = await issues();
    expect([resolved?.status, resolved?.regressed_at instanceof Date]).toEqual(["unresolved", true]);
    expect([archived?.status, archived?.regressed_at]).toEqual(["archived", null]);
  });

  it("keeps projects apart", async () => {
    const other = projectId + 1_000_000;
    await digest([prepared(), prepared({ projectId: other })]);
    expect((await issues()).map((issue) => [issue.short_id, issue.event_count])).toEqual([[1, 1]]);
  });

  it("stores nothing of a batch that fails", async () => {
    await expect(digest([prepared(), prepared({ level: 7 })])).rejects.toThrow(/issue_level_check/);
    expect(await issues()).toEqual([]);
    expect(await query(`SELECT 1 FROM outcome WHERE project_id = $1`)).toEqual([]);
  });
});
