import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { dayOf, dayText } from "@/lib/db/partition";
import { makePartition } from "@/lib/db/make-partition";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { createTestDatabase } from "@/lib/testing/postgres";

/** "Today" of these tests. */
export const now = new Date("2026-11-20T10:00:00Z");

/** A database of the file's own with the days around `now`; empty of projects and events before each test. */
export function useRetentionDatabase(): void {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    usePool(openPool(database.url, 20));
  });
  beforeEach(async () => {
    await pool().query(
      `TRUNCATE project, issue, issue_text, issue_hash, event, issue_stat, issue_environment, environment, issue_user,
                issue_tag, outcome, outbox, dead_letter, quota_use, release, release_stat, release_commit, release_deploy CASCADE`,
    );
    await maintainPartitions(now);
  });
  afterAll(async () => {
    await closePool();
    await database.drop();
  });
}

/** The time `days` before `now`. */
export function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

/** Makes the three partitions of the day `days` ago. */
export async function makeDay(days: number): Promise<void> {
  for (const table of ["event", "issue_stat", "outcome"] as const) {
    await makePartition(table, dayOf(now, -days));
  }
}

/** A project; returns its id. */
export async function addProject(retentionDays = 30, maxEvents = 1_000_000): Promise<number> {
  const slug = `p${randomUUID().slice(0, 8)}`;
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO project (slug, name, platform, short_prefix, retention_days, max_events)
     VALUES ($1, $1, 'node', upper($1), $2, $3) RETURNING id`,
    [slug, retentionDays, maxEvents],
  );
  return rows[0]?.id ?? 0;
}

/** An issue with an event at each of the times, counted as ingest counts; returns its id. */
export async function addIssue(projectId: number, times: Date[], environment = "prod"): Promise<number> {
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen, event_count,
                        stored_count)
     SELECT $1, coalesce(max(short_id), 0) + 1, 'E', '', '', 40, 'node', $2, $3, $4, $4 FROM issue WHERE project_id = $1
     RETURNING id`,
    [
      projectId,
      new Date(Math.min(...times.map(Number))),
      new Date(Math.max(...times.map(Number))),
      times.length,
    ],
  );
  const id = rows[0]?.id ?? 0;
  const values = [projectId, id, environment];
  await pool().query(
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, environment, payload)
     SELECT $1, gen_random_uuid(), at, $2, at, 40, 'h' || $2::bigint, $3, 'p' FROM unnest($4::timestamptz[]) AS at`,
    [...values, times],
  );
  await pool().query(
    `INSERT INTO issue_stat SELECT $1, $2, $3, date_trunc('hour', at), count(*) FROM unnest($4::timestamptz[]) AS at GROUP BY 4`,
    [...values, times],
  );
  await pool().query(`INSERT INTO issue_hash VALUES ($1, 'h' || $2::bigint, $2, 'v')`, [projectId, id]);
  await pool().query(`INSERT INTO issue_text VALUES ($1, $2, 'e')`, [projectId, id]);
  await pool().query(`INSERT INTO issue_tag VALUES ($1, $2, 'k', 'v', 1, $3)`, [projectId, id, now]);
  await pool().query(`INSERT INTO issue_user VALUES ($1, $2, '', 'u')`, [projectId, id]);
  await pool().query(`INSERT INTO issue_environment VALUES ($1, $3, $2, $4, $4, $5)`, [
    ...values,
    now,
    times.length,
  ]);
  await pool().query(`INSERT INTO environment VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
    projectId,
    environment,
    now,
  ]);
  return id;
}

/** Stored events per day, as `2026-11-20 3`. */
export async function daysOf(projectId: number): Promise<string[]> {
  const { rows } = await pool().query<{ day: Date; quantity: number }>(
    `SELECT date_trunc('day', received_at) AS day, count(*) AS quantity FROM event WHERE project_id = $1 GROUP BY 1 ORDER BY 1`,
    [projectId],
  );
  return rows.map(({ day, quantity }) => `${dayText(day)} ${quantity}`);
}

/** `stored_count` and `event_count` of an issue; null when it is gone. */
export async function countsOf(issueId: number): Promise<[stored: number, counted: number] | null> {
  const { rows } = await pool().query<{ stored: number; counted: number }>(
    "SELECT stored_count AS stored, event_count AS counted FROM issue WHERE id = $1",
    [issueId],
  );
  return rows[0] ? [rows[0].stored, rows[0].counted] : null;
}
