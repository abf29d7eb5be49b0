import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { flushOutcomes } from "@/lib/ingest/count-outcome";
import { forgetKeys, type KeyEntry } from "@/lib/ingest/key-directory";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import { createTestProject, readOutcomes, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { deleteLeftovers } from "@/lib/retention/delete-leftovers";
import { unstoppable } from "@/lib/retention/sweep-context";
import { acceptLines } from "./accept-lines";
import { bufferChunks } from "./chunk-buffer";
import { commitChunks } from "./commit-chunks";
import { OTHER_HOSTS } from "./other-hosts";
import { OpenChunk } from "./open-chunk";
import { packChunk } from "./pack-chunk";
import { keyOf, type LogFixture, makeLines, openLogFixture } from "./testing/log-fixture";

/** A commit's second and the disk, and as much again for a busy machine; what hangs on Postgres takes 30 s. */
const LONGEST_ANSWER_MS = 3_000;
/** Nanoseconds. */
const DAY = 86_400_000_000_000n;
let fixture: LogFixture;
let project: TestProject;
let key: KeyEntry;

beforeAll(async () => {
  fixture = await openLogFixture();
}, 60_000);
afterAll(async () => {
  await flushOutcomes();
  await fixture.close();
}, 30_000);
beforeEach(async () => {
  project = await createTestProject();
  key = await keyOf(project);
});
afterEach(async () => {
  vi.useRealTimers();
  fixture.proxy.heal();
  await fixture.drained();
}, 30_000);

const accept = (count: number, change = {}) =>
  acceptLines(key, makeLines(count, change), { door: "generic", rawBytes: count * 100 });

async function makeChunk(count: number) {
  const open = new OpenChunk(key);
  open.take(makeLines(count), 0, count, 0n);
  open.share(key.keyId, count, 100);
  return packChunk(open);
}

describe("lines that are accepted", () => {
  it("are stored in order, and counted by minute, level, host and service", async () => {
    await acceptLines(
      key,
      [
        ...makeLines(2, { service: "shop" }),
        ...makeLines(1, { severity: 17, level: "ERROR", time: 1_795_384_200_000_000_000n }),
      ],
      { door: "generic", rawBytes: 321 },
    );
    const stored = await fixture.stored(project);
    expect(stored.map(({ n, m, l, w }) => [n, m, l, w])).toEqual([
      [0, "line 0", 9, undefined],
      [1, "line 1", 9, undefined],
      [2, "line 0", 17, "ERROR"],
    ]);
    const used =
      "SELECT FROM project_key WHERE project_id = $1 AND last_used_at > now() - interval '1 minute'";
    expect(await fixture.query(used, [project.id])).toHaveLength(1);
    const stat = await fixture.query(
      `SELECT to_char(minute AT TIME ZONE 'UTC', 'MI') AS minute, level, host, service, quantity::int
         FROM log_stat WHERE project_id = $1 ORDER BY minute`,
      [project.id],
    );
    expect(stat).toEqual([
      { minute: "50", level: 3, host: "web-1", service: "", quantity: 1 },
      { minute: "52", level: 1, host: "web-1", service: "shop", quantity: 2 },
    ]);
    expect(await readOutcomes(project.id)).toEqual(["log_byte accepted 321", "log_item accepted 3"]);
    const [row] = await fixture.query(
      "SELECT time_min::text AS min, time_max::text AS max, lines FROM log_chunk WHERE project_id = $1",
      [project.id],
    );
    expect(row).toEqual({ min: "1795384200000000000", max: "1795384336001000000", lines: 3 });
  });

  it("go into few chunks when many come at once, and into several when they are many thousand", async () => {
    await Promise.all([...Array.from({ length: 40 }, () => accept(5)), accept(20_000)]);
    expect(await fixture.counts(project)).toEqual({ lines: 20_200, stat: 20_200, outcome: 20_200 });
    const [row] = await fixture.query<{ count: number; most: number }>(
      "SELECT count(*)::int AS count, max(lines) AS most FROM log_chunk WHERE project_id = $1",
      [project.id],
    );
    expect(row?.count).toBeLessThan(30);
    expect(row?.most).toBeLessThanOrEqual(8_000);
    const bytes = await readOutcomes(project.id);
    expect(bytes).toContain("log_byte accepted 2020000");
  });

  it("are told to whoever tails", async () => {
    const heard: string[] = [];
    const client = await pool().connect();
    try {
      await client.query("LISTEN log_chunk");
      client.on("notification", ({ payload }) => heard.push(payload ?? ""));
      await accept(1);
      await fixture.drained();
      // Notifications come before the answer to the next question.
      await client.query("SELECT 1");
      const [row] = await fixture.query<{ id: string }>("SELECT id FROM log_chunk WHERE project_id = $1", [
        project.id,
      ]);
      expect(heard).toEqual([`${project.id}:${row?.id}`]);
    } finally {
      client.release(true);
    }
  });

  it("of a project that was deleted are passed over", async () => {
    await fixture.query("DELETE FROM project WHERE id = $1", [project.id]);
    await accept(3);
    expect(await fixture.counts(project)).toEqual({ lines: 0, stat: 0, outcome: 0 });
  });

  it("count some hosts of a minute by name and the others together, apart from those without a host", async () => {
    const lines = [
      ...Array.from({ length: 300 }, (_, i) => makeLines(1, { host: `h${i}` })).flat(),
      ...makeLines(3, { host: "" }),
    ];
    await acceptLines(key, lines, { door: "generic", rawBytes: 1 });
    await fixture.drained();
    const [row] = await fixture.query(
      `SELECT count(*)::int AS rows, (sum(quantity) FILTER (WHERE host = $2))::int AS others,
              (sum(quantity) FILTER (WHERE host = ''))::int AS nameless
         FROM log_stat WHERE project_id = $1`,
      [project.id, OTHER_HOSTS],
    );
    expect(row).toEqual({ rows: 22, others: 280, nameless: 3 });
  });

  it("get no counters when they are older than their project keeps any", async () => {
    await pool().query("UPDATE project SET log_retention_days = 3 WHERE id = $1", [project.id]);
    const now = BigInt(Date.now()) * 1_000_000n;
    const lines = [1n, 2n, 5n, 400n].flatMap((days) => makeLines(1, { time: now - days * DAY }));
    await acceptLines(key, lines, { door: "generic", rawBytes: 1 });
    expect(await fixture.counts(project)).toEqual({ lines: 4, stat: 2, outcome: 4 });
  });
});

describe("a chunk that comes twice", () => {
  it("counts once while its row is there", async () => {
    const chunk = await makeChunk(4);
    await commitChunks([chunk]);
    await commitChunks([chunk]);
    expect(await fixture.counts(project)).toEqual({ lines: 4, stat: 4, outcome: 4 });
  });

  it("counts once when it was sealed meanwhile, by the row of the commit that stored it", async () => {
    const chunk = await makeChunk(4);
    const attempt: { commit?: string } = {};
    await commitChunks([chunk], attempt);
    await fixture.query("DELETE FROM log_chunk WHERE project_id = $1", [project.id]);
    await commitChunks([{ ...chunk, attempts: [randomUUID(), attempt.commit as string] }]);
    expect(await fixture.counts(project)).toEqual({ lines: 0, stat: 4, outcome: 4 });
  });

  it("is stored when the earlier transaction came to nothing", async () => {
    const chunk = await makeChunk(4);
    const attempt = { isGivenUp: true };
    await expect(commitChunks([chunk], attempt)).rejects.toThrow("on disk");
    expect(await fixture.counts(project)).toEqual({ lines: 0, stat: 0, outcome: 0 });
    await commitChunks([{ ...chunk, attempts: [randomUUID()] }]);
    expect(await fixture.counts(project)).toEqual({ lines: 4, stat: 4, outcome: 4 });
  });

  it("is stored although the number of its transaction was used again, after a crash, by one that was committed", async () => {
    const chunk = await makeChunk(4);
    const [another] = await fixture.query<{ xid: string }>("SELECT pg_current_xact_id()::text AS xid");
    await commitChunks([{ ...chunk, attempts: [another?.xid as string] }]);
    expect(await fixture.counts(project)).toEqual({ lines: 4, stat: 4, outcome: 4 });
  });

  it("costs no row for each commit that was answered, and those of others go after eight days", async () => {
    await fixture.query("DELETE FROM log_commit");
    for (let time = 0; time < 5; time++) await accept(1);
    expect(await fixture.query("SELECT FROM log_commit")).toHaveLength(1);
    await fixture.query(
      `INSERT INTO log_commit SELECT gen_random_uuid(), now() - days * interval '1 day' FROM unnest(ARRAY[7, 9]) AS d (days)`,
    );
    await deleteLeftovers([], unstoppable(new Date()));
    expect(await fixture.query("SELECT FROM log_commit")).toHaveLength(2);
  });
});

describe("a Postgres that fails", () => {
  it("costs nobody an answer when it is cut off, and everything is stored once when it is back", async () => {
    await accept(3);
    fixture.proxy.cut();
    for (let round = 0; round < 4; round++) {
      const begun = performance.now();
      await Promise.all([accept(5), accept(5)]);
      expect(performance.now() - begun).toBeLessThan(LONGEST_ANSWER_MS);
    }
    expect(fixture.waiting()).toBeGreaterThan(0);
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 43, stat: 43, outcome: 43 });
  });

  it("costs nobody an answer when it freezes", async () => {
    fixture.proxy.freeze();
    const begun = performance.now();
    await Promise.all([accept(5), accept(5)]);
    expect(performance.now() - begun).toBeLessThan(LONGEST_ANSWER_MS);
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 10, stat: 10, outcome: 10 });
  });

  it.each(["before commit", "after commit"] as const)("stores once what it froze at %s", async (moment) => {
    const frozen = fixture.proxy.freezeAt(moment);
    const storing = accept(5);
    await frozen;
    await storing;
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 5, stat: 5, outcome: 5 });
  });

  it("stores once what it committed without a word, though it was sealed before it came again", async () => {
    const lost = fixture.proxy.loseNextAnswer();
    const storing = accept(5);
    await lost;
    fixture.proxy.cut();
    await storing;
    expect(await fixture.countsNow(project)).toEqual({ lines: 5, stat: 5, outcome: 5 });
    await fixture.query("DELETE FROM log_chunk WHERE project_id = $1", [project.id]);
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 0, stat: 5, outcome: 5 });
  });

  it("stores once what the drain had committed when its answer was lost", async () => {
    fixture.proxy.cut();
    await accept(5);
    const lost = fixture.proxy.loseNextAnswer();
    fixture.proxy.heal();
    await lost;
    fixture.proxy.cut();
    expect(await fixture.countsNow(project)).toEqual({ lines: 5, stat: 5, outcome: 5 });
    await fixture.query("DELETE FROM log_chunk WHERE project_id = $1", [project.id]);
    await fixture.reopen();
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 0, stat: 5, outcome: 5 });
  });

  it("stores once what the drain had committed of a batch before the answer to its last part was lost", async () => {
    const [first, refused, last] = [await makeChunk(2), await makeChunk(1), await makeChunk(4)];
    refused.id = "00000000-0000-4000-8000-000000000001";
    refused.keys = ["\0"];
    // The last part waits for this one until it is known that the first is in.
    const other = await pool().connect();
    await other.query("BEGIN");
    await other.query(
      `INSERT INTO log_chunk (project_id, id, received_at, time_min, time_max, lines, raw_bytes, keys, body)
       VALUES ($1, $2, now(), 0, 0, 1, 1, '{}', '')`,
      [project.id, last.id],
    );
    await bufferChunks([first, refused, last]);
    const isIn = "SELECT FROM log_chunk WHERE id = $1";
    await expect
      .poll(() => fixture.query(isIn, [first.id]), { timeout: 15_000, interval: 20 })
      .toHaveLength(1);
    const lost = fixture.proxy.loseNextAnswer();
    await other.query("ROLLBACK");
    other.release();
    await lost;
    fixture.proxy.cut();
    expect(await fixture.countsNow(project)).toEqual({ lines: 6, stat: 6, outcome: 6 });
    await fixture.query("DELETE FROM log_chunk WHERE project_id = $1", [project.id]);
    await fixture.reopen();
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 0, stat: 6, outcome: 6 });
  });

  it("gets lines of a key that nobody could look up, if it turns out to be right", async () => {
    fixture.proxy.cut();
    const unverified = { ...key, keyId: "", projectId: 0, isUnverified: true };
    await acceptLines(unverified, makeLines(2), { door: "generic", rawBytes: 1 });
    const wrong = { ...unverified, publicKey: "0".repeat(32) };
    await acceptLines(wrong, makeLines(2), { door: "generic", rawBytes: 1 });
    fixture.proxy.heal();
    await fixture.drained();
    expect(await fixture.counts(project)).toEqual({ lines: 2, stat: 2, outcome: 2 });
  });
});

describe("a project's lines per minute", () => {
  it("are refused beyond its limit, and counted", async () => {
    // Twenty seconds into a minute that the test does not outlast.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - (Date.now() % 60_000) + 20_000 });
    await pool().query("UPDATE project SET logs_per_minute = 10 WHERE id = $1", [project.id]);
    forgetKeys();
    key = await keyOf(project);
    await accept(8);
    await expect(accept(3)).rejects.toThrow(RateLimitError);
    await accept(2);
    await fixture.drained();
    await flushOutcomes();
    expect(await readOutcomes(project.id)).toEqual([
      "log_byte accepted 1000",
      "log_item accepted 10",
      "log_item rate_limited project_quota 3",
    ]);
  });
});
