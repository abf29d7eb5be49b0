import type { Pool, PoolClient } from "pg";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { Project } from "./schemas";

/** The columns of `Project`, for SELECT and RETURNING. */
export const projectColumns = `id, slug, name, platform, short_prefix AS "shortPrefix",
  created_at AS "createdAt", first_event_at AS "firstEventAt",
  retention_days AS "retentionDays", max_events AS "maxEvents",
  events_per_minute AS "eventsPerMinute", new_issues_per_minute AS "newIssuesPerMinute"`;

export type ProjectRow = Omit<Project, "createdAt" | "firstEventAt"> & {
  createdAt: Date;
  firstEventAt: Date | null;
};

/** The project at this address, for verbs that have asked for permission. @throws NotFoundError */
export async function findProject(slug: string, db: Pool | PoolClient = pool()): Promise<Project> {
  const { rows } = await db.query<ProjectRow>(`SELECT ${projectColumns} FROM project WHERE slug = $1`, [
    slug,
  ]);
  if (!rows[0]) throw new NotFoundError();
  return toProject(rows[0]);
}

/** A row of the table as the pages know it. */
export function toProject(row: ProjectRow): Project {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    firstEventAt: row.firstEventAt?.toISOString() ?? null,
  };
}
