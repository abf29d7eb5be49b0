import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { ChannelRow, DeliveryStatus } from "@/lib/notifications/schemas";

type Row = Omit<ChannelRow, "last"> & {
  deliveryId: string | null;
  at: Date;
  status: DeliveryStatus;
  isRetried: boolean;
  tookMs: number | null;
  answer: string;
};

/**
 * The channels of the organization by name, with what became of the newest delivery that who asks may see. Of each channel
 * and project one row is read, by an index.
 */
export async function listChannels(ctx: Context): Promise<ChannelRow[]> {
  authorize(ctx, "channel:read");
  const { organizationId, projectIds } = ctx.actor;
  const { rows } = await pool().query<Row>(channelsQuery, [organizationId, projectIds ?? []]);
  return rows.map(({ deliveryId, at, status, isRetried, tookMs, answer, ...row }) => ({
    ...row,
    last:
      deliveryId === null
        ? null
        : { id: deliveryId, at: at.toISOString(), status, isRetried, tookMs, answer },
  }));
}

/** The statement of `listChannels`: an organization, and the projects that are seen. */
export const channelsQuery = `
  SELECT c.id, c.kind, c.name, c.address, c.is_enabled AS "isEnabled", c.verified_at IS NOT NULL AS "isVerified",
         coalesce(used.rules, 0)::int AS rules, coalesce(used.by, '[]') AS "usedBy",
         l.id AS "deliveryId", coalesce(l.sent_at, l.created_at) AS at, l.status, l.took_ms AS "tookMs", l.answer,
         l.status IN ('waiting', 'sending') AND l.attempts > CASE l.status WHEN 'sending' THEN 1 ELSE 0 END AS "isRetried"
    FROM channel c
    LEFT JOIN (
      SELECT named.id, count(*) AS rules,
             jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) ORDER BY lower(r.name), r.id)
               FILTER (WHERE r.project_ids && $2::int[]) AS by
        FROM alert_rule r
       CROSS JOIN LATERAL (
         SELECT DISTINCT told->'to'->>'id' AS id FROM jsonb_array_elements(r.definition->'recipients') AS told
          WHERE told->'to'->>'type' = 'channel') AS named
       WHERE r.organization_id = $1 GROUP BY named.id) AS used ON used.id = c.id::text
    LEFT JOIN LATERAL (
      SELECT d.* FROM unnest($2::int[]) AS s (project_id)
       CROSS JOIN LATERAL (
         SELECT d.* FROM delivery d WHERE d.project_id = s.project_id AND d.recipient = 'channel:' || c.id
          ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS d
       ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS l ON true
   WHERE c.organization_id = $1
   ORDER BY lower(c.name), c.id`;
