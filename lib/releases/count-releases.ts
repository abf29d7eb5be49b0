import { pool } from "@/lib/db/pool";

const DAY_MS = 86_400_000;

/** What is counted about a release apart from its own row. */
export type ReleaseCounts = {
  newIssues: number;
  regressedIssues: number;
  /** Share of the last 24 hours' events with a release; null when the project had none. */
  adoption: number | null;
  /** Its events of the environment that was asked for; null when none was. */
  environmentEvents: number | null;
  lastDeploy: { environment: string; at: string } | null;
};

type Named = { projectId: number; version: string };
type Row = Omit<ReleaseCounts, "adoption" | "lastDeploy"> & {
  recent: number | null;
  total: number | null;
  deployedTo: string | null;
  deployedAt: Date | null;
};

/** Counts of some releases, in their order, from counters and indexes. */
export async function countReleases(
  releases: readonly Named[],
  environment: string | undefined,
  now: Date,
): Promise<ReleaseCounts[]> {
  if (releases.length === 0) return [];
  const { rows } = await pool().query<Row>(
    `WITH wanted AS (
       SELECT * FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS t (project_id, version, place)
     ), recent AS (
       SELECT project_id, version, sum(count)::bigint AS count FROM release_stat
        WHERE project_id = ANY($1) AND bucket > $3 AND ($4::text IS NULL OR environment = $4) GROUP BY 1, 2
     ), totals AS (
       SELECT project_id, sum(count)::bigint AS count FROM recent GROUP BY 1
     )
     SELECT (SELECT count(*) FROM issue i WHERE i.project_id = w.project_id AND i.first_release = w.version
                AND i.status <> 'merged') AS "newIssues",
            (SELECT count(*) FROM issue i WHERE i.project_id = w.project_id AND i.regressed_release = w.version
                AND i.status <> 'merged') AS "regressedIssues",
            CASE WHEN $4::text IS NOT NULL THEN coalesce((
              SELECT sum(s.count)::bigint FROM release_stat s
               WHERE s.project_id = w.project_id AND s.version = w.version AND s.environment = $4), 0)
            END AS "environmentEvents",
            recent.count AS recent, totals.count AS total, d.environment AS "deployedTo", d.finished_at AS "deployedAt"
       FROM wanted w
       LEFT JOIN recent ON recent.project_id = w.project_id AND recent.version = w.version
       LEFT JOIN totals ON totals.project_id = w.project_id
       LEFT JOIN LATERAL (
         SELECT environment, finished_at FROM release_deploy d
          WHERE d.project_id = w.project_id AND d.version = w.version AND ($4::text IS NULL OR d.environment = $4)
          ORDER BY finished_at DESC, id DESC LIMIT 1) AS d ON TRUE
      ORDER BY w.place`,
    [
      releases.map(({ projectId }) => projectId),
      releases.map(({ version }) => version),
      new Date(now.getTime() - DAY_MS),
      environment ?? null,
    ],
  );
  return rows.map(({ recent, total, deployedTo, deployedAt, ...row }) => ({
    ...row,
    adoption: total ? (recent ?? 0) / total : null,
    lastDeploy: deployedAt ? { environment: deployedTo ?? "", at: deployedAt.toISOString() } : null,
  }));
}
