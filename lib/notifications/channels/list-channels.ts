import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { ChannelRow } from "@/lib/notifications/schemas";

type Row = Omit<ChannelRow, "last"> & {
  at: Date | null;
  status: NonNullable<ChannelRow["last"]>["status"];
  tookMs: number | null;
  answer: string;
};

/** The channels of the organization by name, with what became of the newest delivery of the last week. */
export async function listChannels(ctx: Context): Promise<ChannelRow[]> {
  authorize(ctx, "channel:read");
  const { organizationId, projectIds } = ctx.actor;
  const { rows } = await pool().query<Row>(
    `WITH recent AS MATERIALIZED (
       SELECT DISTINCT ON (recipient) recipient, coalesce(sent_at, created_at) AS at, status, took_ms, answer
         FROM delivery
        WHERE project_id = ANY($2) AND created_at > now() - interval '7 days' AND recipient LIKE 'channel:%'
        ORDER BY recipient, created_at DESC
     )
     SELECT c.id, c.kind, c.name, c.address, c.is_enabled AS "isEnabled", c.verified_at IS NOT NULL AS "isVerified",
            (SELECT count(*) FROM alert_rule r
              WHERE r.organization_id = $1
                AND r.definition @> jsonb_build_object('recipients', jsonb_build_array(jsonb_build_object(
                      'to', jsonb_build_object('type', 'channel', 'id', c.id))))) AS rules,
            l.at, l.status, l.took_ms AS "tookMs", l.answer
       FROM channel c LEFT JOIN recent l ON l.recipient = 'channel:' || c.id
      WHERE c.organization_id = $1
      ORDER BY lower(c.name), c.id`,
    [organizationId, projectIds ?? []],
  );
  return rows.map(({ at, status, tookMs, answer, ...row }) => ({
    ...row,
    last: at && { at: at.toISOString(), status, tookMs, answer },
  }));
}
