import { pool } from "@/lib/db/pool";
import { levelNumber } from "@/lib/events/level";
import type { IssueStatus } from "@/lib/issues/schemas";
import { formatShortId } from "@/lib/issues/short-id";
import type { Level } from "@/lib/protocol/event";

type IssueSeed = {
  type?: string;
  message?: string;
  level?: Level;
  status?: IssueStatus;
  firstSeen?: Date;
  lastSeen?: Date;
  regressedAt?: Date;
  events?: number;
  users?: number;
  environments?: Record<string, { events: number; users: number; firstSeen?: Date; lastSeen?: Date }>;
  /** Counters per hour: environment, hours before now, count. */
  stats?: [environment: string, hoursAgo: number, count: number][];
};

/** Inserts a project of the first organization, without keys, and returns its id. The prefix is the slug in capitals. */
export async function insertProject(slug: string): Promise<number> {
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO project (slug, name, platform, short_prefix, organization_id)
     VALUES ($1, $1, 'node', upper($1), (SELECT id FROM organization ORDER BY created_at LIMIT 1)) RETURNING id`,
    [slug],
  );
  return rows[0]?.id ?? 0;
}

/** Inserts an issue as ingestion leaves it, without events, and returns its short id. */
export async function insertIssue(projectId: number, seed: IssueSeed = {}): Promise<string> {
  const { type = "Error", message = "broken", lastSeen = new Date(), firstSeen = lastSeen } = seed;
  const { rows } = await pool().query<{ id: number; number: number; prefix: string }>(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, status, first_seen, last_seen,
                        event_count, user_count, regressed_at)
     SELECT $1, coalesce(max(short_id), 0) + 1, $2, $3, '', $4, 'node', $5, $6, $7, $8, $9, $10
       FROM issue WHERE project_id = $1
     RETURNING id, short_id AS number, (SELECT short_prefix FROM project WHERE id = $1) AS prefix`,
    [
      projectId,
      type,
      message,
      levelNumber(seed.level ?? "error"),
      seed.status ?? "unresolved",
      firstSeen,
      lastSeen,
      seed.events ?? 1,
      seed.users ?? 0,
      seed.regressedAt ?? null,
    ],
  );
  const issue = rows[0];
  if (!issue) throw new Error("The issue was not inserted.");
  const text = `${type} ${message}`.toLowerCase();
  await pool().query("INSERT INTO issue_text (project_id, issue_id, text) VALUES ($1, $2, $3)", [
    projectId,
    issue.id,
    text,
  ]);
  for (const [name, own] of Object.entries(seed.environments ?? {})) {
    await pool().query("INSERT INTO environment VALUES ($1, $2, now()) ON CONFLICT DO NOTHING", [
      projectId,
      name,
    ]);
    await pool().query(
      `INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count, user_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        projectId,
        name,
        issue.id,
        own.firstSeen ?? firstSeen,
        own.lastSeen ?? lastSeen,
        own.events,
        own.users,
      ],
    );
  }
  for (const [environment, hoursAgo, count] of seed.stats ?? []) {
    await pool().query(
      `INSERT INTO issue_stat VALUES ($1, $2, $3, date_trunc('hour', now()) - $4 * interval '1 hour', $5)`,
      [projectId, issue.id, environment, hoursAgo, count],
    );
  }
  return formatShortId(issue.prefix, issue.number);
}
