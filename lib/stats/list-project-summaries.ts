import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { levelName } from "@/lib/events/level";
import type { ProjectSummary } from "./schemas";

const CAP = 1_000;

type Row = Omit<ProjectSummary, "worstLevel" | "eventCount" | "lastEventAt"> & {
  worstLevel: number | null;
  lastEventAt: Date | null;
};

/** All projects by name with their last 24 hours. Counts of issues stop at 1,000; events come from the hourly counters. */
export async function listProjectSummaries(ctx: Context): Promise<ProjectSummary[]> {
  authorize(ctx, "project:read");
  const { rows } = await pool().query<Row>(
    `WITH hour AS (
       SELECT generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), '1 hour') AS bucket
     ), counted AS (
       SELECT project_id, bucket, sum(quantity) AS quantity
         FROM outcome
        WHERE outcome = 'accepted' AND category NOT IN ('log_item', 'log_byte')
          AND bucket >= date_trunc('hour', now()) - interval '23 hours'
        GROUP BY project_id, bucket
     )
     SELECT p.id, p.slug, p.name, p.platform,
            open.worst AS "worstLevel", open.count AS "unresolvedCount", fresh.count AS "newCount",
            ARRAY(SELECT coalesce(c.quantity, 0)::float8
                    FROM hour LEFT JOIN counted c ON c.bucket = hour.bucket AND c.project_id = p.id
                   ORDER BY hour.bucket) AS trend,
            (SELECT count(*) FROM (SELECT 1 FROM dead_letter WHERE project_id = p.id LIMIT $1) AS kept) AS "deadLetterCount",
            latest.seen AS "lastEventAt"
       FROM project p
      CROSS JOIN LATERAL (
        SELECT count(*) AS count, max(level) AS worst
          FROM (SELECT level FROM issue WHERE project_id = p.id AND status = 'unresolved'
                 ORDER BY last_seen DESC LIMIT $1) AS recent) AS open
      CROSS JOIN LATERAL (
        SELECT count(*) AS count
          FROM (SELECT 1 FROM issue WHERE project_id = p.id AND status = 'unresolved'
                   AND first_seen >= now() - interval '24 hours' LIMIT $1) AS recent) AS fresh
      CROSS JOIN LATERAL (
        SELECT max(seen) AS seen
          FROM unnest(ARRAY['unresolved', 'resolved', 'archived']) AS status
         CROSS JOIN LATERAL (
           SELECT last_seen AS seen FROM issue i WHERE i.project_id = p.id AND i.status = status.status
            ORDER BY last_seen DESC LIMIT 1) AS last) AS latest
      WHERE $2::int[] IS NULL OR p.id = ANY($2)
      ORDER BY lower(p.name), p.id`,
    [CAP, ctx.actor.projectIds],
  );
  return rows.map((row) => ({
    ...row,
    worstLevel: row.worstLevel === null ? null : levelName(row.worstLevel),
    eventCount: row.trend.reduce((sum, count) => sum + count, 0),
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
  }));
}
