import type { Pool, PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { Project } from "./schemas";

/** The columns of `Project`, for SELECT and RETURNING. */
export const projectColumns = `id, slug, name, platform, short_prefix AS "shortPrefix",
  created_at AS "createdAt", first_event_at AS "firstEventAt",
  retention_days AS "retentionDays", max_events AS "maxEvents",
  events_per_minute AS "eventsPerMinute", new_issues_per_minute AS "newIssuesPerMinute",
  log_retention_days AS "logRetentionDays", log_level_days AS "logLevelDays",
  logs_per_minute AS "logsPerMinute"`;

export type ProjectRow = Omit<Project, "createdAt" | "firstEventAt" | "logLevelDays"> & {
  createdAt: Date;
  firstEventAt: Date | null;
  /** Empty, or null, while nothing else was said. */
  logLevelDays: number[] | null;
};

/** The project at this address, for verbs that have asked for permission. @throws NotFoundError when it does not exist for who asks */
export async function findProject(
  ctx: Context,
  slug: string,
  db: Pool | PoolClient = pool(),
): Promise<Project> {
  const { rows } = await db.query<ProjectRow>(
    `SELECT ${projectColumns} FROM project p WHERE p.slug = $1 AND ($2::int[] IS NULL OR p.id = ANY($2))`,
    [slug, ctx.actor.projectIds],
  );
  if (!rows[0]) throw new NotFoundError();
  return toProject(rows[0]);
}

/** A row of the table as the pages know it. */
export function toProject(row: ProjectRow): Project {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    firstEventAt: row.firstEventAt?.toISOString() ?? null,
    logLevelDays: [0, 1, 2, 3].map((level) => row.logLevelDays?.[level] ?? 0) as Project["logLevelDays"],
  };
}
