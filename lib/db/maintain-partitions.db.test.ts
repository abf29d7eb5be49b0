import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/postgres";
import { maintainPartitions } from "./maintain-partitions";
import { closePool, openPool, pool, usePool } from "./pool";

const now = new Date("2026-03-10T12:00:00Z");
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url, 20));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

function addEvent(receivedAt: string) {
  return pool().query(
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
     VALUES (1, $1, $2, 1, $2, 40, 'h', '')`,
    [randomUUID(), receivedAt],
  );
}

async function places(): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    "SELECT concat(tableoid::regclass, ' ', count(*)) AS line FROM event GROUP BY tableoid ORDER BY 1",
  );
  return rows.map((row) => row.line);
}

describe("maintainPartitions", () => {
  it("moves what lies in DEFAULT to its day, and makes the days around", async () => {
    // Nobody made partitions for weeks; then a clock that was wrong by decades.
    for (const day of ["2026-02-01", "2026-02-01", "2026-03-10", "1999-01-01"])
      await addEvent(`${day}T23:59:59.999Z`);
    await pool().query("INSERT INTO issue_stat VALUES (1, 1, '', '2026-02-03T04:00:00Z', 5)");
    const made = await maintainPartitions(now);
    expect(made).toHaveLength(16 * 4 + 2);
    expect(await places()).toEqual(["event_20260201 2", "event_20260310 1", "event_default 1"]);
    expect(made).toContain("issue_stat_20260203");
    await addEvent("2026-02-01T00:00:00Z");
    await addEvent("2026-03-24T23:59:59.999Z");
    expect(await places()).toEqual([
      "event_20260201 3",
      "event_20260310 1",
      "event_20260324 1",
      "event_default 1",
    ]);
  });

  it("makes partitions like the ones before: keys, indexes, storage, sequence", async () => {
    const { rows } = await pool().query(
      `SELECT (SELECT count(*)::int FROM pg_index WHERE indrelid = 'event_20260311'::regclass) AS indexes,
              (SELECT attstorage FROM pg_attribute WHERE attrelid = 'event_20260311'::regclass AND attname = 'payload') AS storage,
              (SELECT count(*)::int FROM pg_inherits i JOIN pg_index x ON x.indexrelid = i.inhrelid
                WHERE x.indrelid = 'event_20260311'::regclass) AS attached`,
    );
    expect(rows).toEqual([{ indexes: 2, storage: "e", attached: 2 }]);
  });

  it("is done once, whoever runs it at the same time, and while events are written", async () => {
    const later = new Date("2026-05-01T00:00:00Z");
    const writing = Promise.all(
      Array.from({ length: 40 }, (_, index) => addEvent(`2026-05-0${1 + (index % 9)}T01:00:00Z`)),
    );
    const made = (await Promise.all([1, 2, 3].map(() => maintainPartitions(later)))).flat();
    await writing;
    made.push(...(await maintainPartitions(later)));
    expect(made).toHaveLength(16 * 4);
    expect(new Set(made).size).toBe(16 * 4);
    expect((await places()).filter((line) => line.startsWith("event_202605"))).toHaveLength(9);
    expect(await maintainPartitions(later)).toEqual([]);
  });

  it("makes no days of log counters that no project keeps, however many a sender names", async () => {
    const day = new Date("2026-08-01T12:00:00Z");
    await maintainPartitions(day);
    await pool().query(
      "INSERT INTO log_stat SELECT 1, $1::timestamptz - days * interval '24 hours', 1, '', '', 1 FROM generate_series(2, 3654) AS days",
      [day],
    );
    const made = await maintainPartitions(day);
    expect(made).toHaveLength(29);
    expect(made[0]).toBe("log_stat_20260702");
    await pool().query(
      "INSERT INTO project (slug, name, platform, short_prefix, log_retention_days) VALUES ('long', 'Long', 'node', 'LONG', 40)",
    );
    expect(await maintainPartitions(day)).toHaveLength(10);
  });
});
