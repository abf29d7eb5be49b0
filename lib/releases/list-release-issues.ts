import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import type { IssueStatus } from "@/lib/issues/schemas";
import { formatShortId } from "@/lib/issues/short-id";
import { findRelease, type ReleaseName, type StoredRelease } from "./find-release";
import { releaseIssueLimit, type ReleaseIssues } from "./schemas";

type Row = {
  number: number;
  type: string;
  message: string;
  culprit: string;
  level: number;
  status: IssueStatus;
  eventCount: number;
  lastSeen: Date;
  total: number;
};

/**
 * The issues that a release brought, that came back with it, and that were seen in it.
 * @throws NotFoundError
 */
export async function listReleaseIssues(ctx: Context, name: ReleaseName): Promise<ReleaseIssues> {
  authorize(ctx, "release:read");
  const release = await findRelease(ctx, name);
  const [opened, regressed, all] = await Promise.all([
    query(release, "issue i", "i.first_release = $2"),
    query(release, "issue i", "i.regressed_release = $2"),
    query(release, SEEN, "TRUE"),
  ]);
  return { new: opened, regressed, all };
}

const SEEN = `issue_tag s JOIN issue i ON s.project_id = $1 AND s.key = 'release' AND s.value = $2
                                      AND i.project_id = $1 AND i.id = s.issue_id`;

/** `from` and `condition` are SQL of ours: which issues. */
async function query(
  { projectId, version, prefix }: StoredRelease,
  from: string,
  condition: string,
): Promise<ReleaseIssues["all"]> {
  const { rows } = await pool().query<Row>(
    `SELECT i.short_id AS number, i.type, i.message, i.culprit, i.level, i.status,
            coalesce(t.count, 0) AS "eventCount", coalesce(t.last_seen, i.last_seen) AS "lastSeen",
            count(*) OVER () AS total
       FROM ${from}
       LEFT JOIN issue_tag t ON t.project_id = $1 AND t.issue_id = i.id AND t.key = 'release' AND t.value = $2
      WHERE i.project_id = $1 AND i.status <> 'merged' AND ${condition}
      ORDER BY "eventCount" DESC, i.id DESC LIMIT ${releaseIssueLimit}`,
    [projectId, version],
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      shortId: formatShortId(prefix, row.number),
      type: row.type,
      message: row.message,
      culprit: row.culprit,
      level: levelName(row.level),
      status: row.status,
      eventCount: row.eventCount,
      lastSeen: row.lastSeen.toISOString(),
    })),
  };
}
