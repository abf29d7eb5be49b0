import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { InvitationRow } from "./schemas";

type Row = Omit<InvitationRow, "createdAt" | "expiresAt"> & { createdAt: Date; expiresAt: Date };

/** Invitations that nobody has accepted, newest first, at most 500; those that expired can be renewed. */
export async function listInvitations(ctx: Context): Promise<InvitationRow[]> {
  authorize(ctx, "invitation:read");
  const { rows } = await pool().query<Row>(
    `SELECT i.id, i.email, i.role, u.name AS "invitedBy", i.created_at AS "createdAt", i.expires_at AS "expiresAt",
            i.expires_at <= now() AS "isExpired",
            coalesce((SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY lower(t.name))
                        FROM team t WHERE t.id = ANY(i.team_ids)), '[]') AS teams
       FROM invitation i JOIN app_user u ON u.id = i.inviter_id
      WHERE i.organization_id = $1 AND i.status = 'pending'
      ORDER BY i.created_at DESC, i.id
      LIMIT 500`,
    [ctx.actor.organizationId],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
