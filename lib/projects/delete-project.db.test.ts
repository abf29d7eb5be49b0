import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { createTestDatabase } from "@/lib/testing/postgres";
import { createProject } from "./create-project";
import { deleteProject } from "./delete-project";
import { readProject } from "./read-project";

const ctx = systemContext();
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

/** Every table that knows projects by number, asked of the database, so that a new one cannot be forgotten. */
async function countRows(projectId: number): Promise<Record<string, number>> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns c
       JOIN pg_class p ON p.relname = c.table_name AND NOT p.relispartition AND p.relkind IN ('r', 'p')
      WHERE c.table_schema = 'public' AND c.column_name = 'project_id' ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await pool().query(`SELECT count(*) AS n FROM ${name} WHERE project_id = $1`, [
      projectId,
    ]);
    counts[name] = rows[0].n;
  }
  return counts;
}

async function fill(projectId: number, events: number): Promise<void> {
  const sql = [
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen)
     VALUES ($1, 1, 'E', '', '', 40, 'go', now(), now())`,
    "INSERT INTO issue_text (project_id, issue_id, text) VALUES ($1, 1, 'e')",
    "INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version) VALUES ($1, 'h', 1, 'v')",
    "INSERT INTO issue_move (project_id, from_issue, to_issue) VALUES ($1, 1, 2)",
    "INSERT INTO grouping_rules (project_id, revision, fingerprint_rules, stack_trace_rules) VALUES ($1, 1, '', '')",
    "INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count) VALUES ($1, 1, '', now(), 1)",
    `INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count)
     VALUES ($1, 'production', 1, now(), now(), 1)`,
    "INSERT INTO release (project_id, version, first_seen) VALUES ($1, '1.0.0', now())",
    "INSERT INTO release_stat (project_id, version, environment, bucket, count) VALUES ($1, '1.0.0', '', now(), 1)",
    "INSERT INTO release_commit (project_id, version, position, id) VALUES ($1, '1.0.0', 0, 'abc')",
    "INSERT INTO release_deploy (project_id, version, environment) VALUES ($1, '1.0.0', 'production')",
    "INSERT INTO environment (project_id, name, first_seen) VALUES ($1, 'production', now())",
    "INSERT INTO issue_user (project_id, issue_id, environment, user_key) VALUES ($1, 1, '', 'u')",
    "INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen) VALUES ($1, 1, 'k', 'v', 1, now())",
    "INSERT INTO tag_key (project_id, key) VALUES ($1, 'k')",
    "INSERT INTO issue_activity (project_id, issue_id, kind) VALUES ($1, 1, 'reviewed')",
    "INSERT INTO issue_person (project_id, issue_id, user_id) VALUES ($1, 1, 'u')",
    "INSERT INTO issue_share (project_id, issue_id, created_by) VALUES ($1, 1, 'u')",
    "INSERT INTO discarded_hash (project_id, hash, title, discarded_by) VALUES ($1, 'd', 'E', 'u')",
    `WITH house AS (
       INSERT INTO organization (id, slug, name) VALUES ('house-' || $1::int, 'house-' || $1::int, 'House') RETURNING id
     ), made AS (
       INSERT INTO team (id, organization_id, slug, name) SELECT 'team-' || $1::int, id, 'team', 'Team' FROM house RETURNING id
     )
     INSERT INTO project_team (project_id, team_id) SELECT $1, id FROM made`,
    `INSERT INTO outcome (project_id, bucket, key_id, category, outcome, quantity)
     VALUES ($1, now(), '${randomUUID()}', 'error', 'accepted', 1)`,
    "INSERT INTO outbox (project_id, kind, issue_id, event_id) VALUES ($1, 'new_issue', 1, gen_random_uuid())",
    `INSERT INTO dead_letter (project_id, event_id, key_id, received_at, title, code, error, record)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), now(), 'E', '22000', 'e', '')`,
    `INSERT INTO log_chunk (project_id, id, received_at, time_min, time_max, lines, raw_bytes, body)
     VALUES ($1, gen_random_uuid(), now(), 1, 1, 1, 1, '')`,
    "INSERT INTO log_uncounted (project_id, id, received_at, lines, body) VALUES ($1, gen_random_uuid(), now(), 1, '')",
    `INSERT INTO log_pattern_issue (project_id, hash, filter, title, since, last_event_at, created_by)
     VALUES ($1, 'h', 'message:"a*"', 'a', now(), now(), 'u')`,
    `INSERT INTO log_file (project_id, id, day, time_min, time_max, lines, raw_bytes, file_bytes, checksum)
     VALUES ($1, gen_random_uuid(), now(), 1, 1, 1, 1, 1, '')`,
    "INSERT INTO log_stat (project_id, minute, level, host, service, quantity) VALUES ($1, now(), 1, '', '', 1)",
    `INSERT INTO log_rejection (project_id, received_at, door, reason, detail, bytes, sample)
     VALUES ($1, now(), 'generic', 'too_large', '', 1, '')`,
    "INSERT INTO log_lookup (project_id, name, rows, body, updated_by) VALUES ($1, 'l', 0, '', 'u')",
    "INSERT INTO log_chart (project_id, title, query, period, created_by) VALUES ($1, 't', '', '24h', 'u')",
    "INSERT INTO alert_state (project_id, rule_id, group_key, since) VALUES ($1, gen_random_uuid(), '', now())",
    "INSERT INTO alert_count (project_id, rule_id, series, group_key, minute, quantity) VALUES ($1, gen_random_uuid(), 0, '', now(), 1)",
    `INSERT INTO alert_firing (project_id, id, rule_id, group_key, severity, started_at)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), '', 'warning', now())`,
    `WITH person AS (
       INSERT INTO app_user (id, email, name, updated_at) VALUES ('p-' || $1::int, 'p-' || $1::int || '@example.com', 'P', now()) RETURNING id
     )
     INSERT INTO project_preference (project_id, user_id, subject, is_wanted) SELECT $1, id, 'summary', false FROM person`,
    "INSERT INTO notification (project_id, id, kind, facts) VALUES ($1, gen_random_uuid(), 'test', '{}')",
    "INSERT INTO delivery (project_id, organization_id, recipient, due_at) VALUES ($1, 'o', 'user:u', now())",
    "INSERT INTO log_listener (organization_id, kind, port, project_id) VALUES ('o', 'syslog_udp', 5514 + $1, $1)",
    `INSERT INTO quota_use (project_id, key_id, category, minute, used)
     VALUES ($1, gen_random_uuid(), 'error', now(), 1)`,
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
     SELECT $1, gen_random_uuid(), now(), 1, now(), 40, 'h', '' FROM generate_series(1, ${events})`,
  ];
  for (const statement of sql) await pool().query(statement, [projectId]);
}

it("deletes everything of a project and nothing of another", async () => {
  const doomed = await createProject(ctx, { name: "Doomed", platform: "go" });
  const spared = await createProject(ctx, { name: "Spared", platform: "go" });
  await fill(doomed.id, 5_001);
  await fill(spared.id, 3);
  const before = await countRows(spared.id);
  expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);

  await deleteProject(ctx, { slug: doomed.slug, settleMs: 0 });

  // The worker unlinks the files of its logs before their rows go.
  const left = Object.entries(await countRows(doomed.id)).filter(([, count]) => count > 0);
  expect(left).toEqual([["log_file", 1]]);
  await expect(readProject(ctx, { slug: doomed.slug })).rejects.toThrow(NotFoundError);
  expect(await countRows(spared.id)).toEqual(before);
  expect(await readProject(ctx, { slug: spared.slug })).toEqual(spared);
});
