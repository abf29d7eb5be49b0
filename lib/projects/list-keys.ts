import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatDsn } from "@/lib/protocol/parse-dsn";
import { findProject } from "./find-project";
import type { KeyRow, KeyStatus } from "./schemas";

type Row = Omit<KeyRow, "dsn" | "status" | "createdAt" | "expiresAt" | "lastUsedAt"> & {
  isActive: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

/**
 * The keys of a project, oldest first, each with its DSN under `baseUrl` and its last 24 hours from the outcome counters.
 * @throws NotFoundError
 */
export async function listKeys(
  ctx: Context,
  { slug, baseUrl }: { slug: string; baseUrl: string },
): Promise<KeyRow[]> {
  authorize(ctx, "key:read");
  const { id } = await findProject(ctx, slug);
  const { rows } = await pool().query<Row>(
    `WITH hour AS (
       SELECT generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), '1 hour') AS bucket
     ), counted AS (
       SELECT key_id, bucket,
              sum(quantity) FILTER (WHERE outcome = 'accepted') AS accepted,
              sum(quantity) FILTER (WHERE outcome IN ('filtered', 'rate_limited', 'invalid')) AS dropped
         FROM outcome
        WHERE project_id = $1 AND bucket >= date_trunc('hour', now()) - interval '23 hours'
          AND category <> 'log_byte'
        GROUP BY key_id, bucket
     )
     SELECT k.id, k.name, k.public_key AS "publicKey", k.is_active AS "isActive", k.created_at AS "createdAt",
            k.events_per_minute AS "eventsPerMinute",
            k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt",
            coalesce(sum(c.accepted), 0)::bigint AS accepted,
            coalesce(sum(c.dropped), 0)::bigint AS dropped,
            array_agg(coalesce(c.accepted, 0)::float8 ORDER BY hour.bucket) AS trend
       FROM project_key k
      CROSS JOIN hour
       LEFT JOIN counted c ON c.key_id = k.id AND c.bucket = hour.bucket
      WHERE k.project_id = $1
      GROUP BY k.project_id, k.id
      ORDER BY k.created_at, k.id`,
    [id],
  );
  return rows.map(({ isActive, createdAt, expiresAt, lastUsedAt, ...row }) => ({
    ...row,
    dsn: formatDsn({ baseUrl, publicKey: row.publicKey, projectId: String(id) }),
    status: keyStatus({ isActive, expiresAt, lastUsedAt }, new Date()),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** What a key is at a moment: disabled before all, then ended or about to, then whether anything ever came through. */
export function keyStatus(
  key: { isActive: boolean; expiresAt: Date | null; lastUsedAt: Date | null },
  now: Date,
): KeyStatus {
  if (!key.isActive) return "disabled";
  if (key.expiresAt) return key.expiresAt <= now ? "ended" : "ends";
  return key.lastUsedAt ? "active" : "waiting";
}
