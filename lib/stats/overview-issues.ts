import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import { formatShortId } from "@/lib/issues/short-id";
import type { Project } from "@/lib/projects/schemas";
import { issuesOf, type Part } from "./issues-of";
import type { OverviewIssue } from "./schemas";

const LENGTH = 5;

type Row = Omit<OverviewIssue, "shortId" | "level" | "state" | "at"> & {
  number: number;
  level: number;
  firstSeen: Date;
  regressedAt: Date | null;
};

const columns = `short_id AS number, type, message, level, user_count AS "userCount",
  first_seen AS "firstSeen", regressed_at AS "regressedAt"`;

/** The latest unresolved issues that appeared or came back since `from`, latest first. */
export async function listNewAndRegressed(part: Part, from: Date): Promise<OverviewIssue[]> {
  const { rows } = await pool().query<Row>(
    `(SELECT ${columns} FROM ${issuesOf(part, "$4")}
       WHERE project_id = $1 AND status = 'unresolved' AND first_seen >= $2 AND regressed_at IS NULL
       ORDER BY first_seen DESC LIMIT $3)
     UNION ALL
     (SELECT ${columns} FROM ${issuesOf(part, "$4")}
       WHERE project_id = $1 AND status = 'unresolved' AND last_seen >= $2 AND regressed_at >= $2
       ORDER BY regressed_at DESC LIMIT $3)`,
    [part.project.id, from, LENGTH, part.environment ?? null],
  );
  return rows
    .map((row) => toIssue(part.project, row))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, LENGTH);
}

/** The unresolved issues seen since `from` that met the most people in all their time. */
export async function listMostUsers(part: Part, from: Date): Promise<OverviewIssue[]> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM ${issuesOf(part, "$4")}
      WHERE project_id = $1 AND status = 'unresolved' AND last_seen >= $2 AND user_count > 0
      ORDER BY user_count DESC, last_seen DESC LIMIT $3`,
    [part.project.id, from, LENGTH, part.environment ?? null],
  );
  return rows.map((row) => toIssue(part.project, row));
}

function toIssue(project: Project, { number, level, firstSeen, regressedAt, ...row }: Row): OverviewIssue {
  return {
    ...row,
    shortId: formatShortId(project.shortPrefix, number),
    level: levelName(level),
    state: regressedAt ? "regressed" : "new",
    at: (regressedAt ?? firstSeen).toISOString(),
  };
}
