import { authorize, can } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { MemberRow } from "./schemas";

type Row = Omit<MemberRow, "isSelf" | "isLastOwner" | "joinedAt" | "lastSeenAt"> & {
  joinedAt: Date;
  lastSeenAt: Date | null;
};

/** Everybody of the organization by name. When somebody was last here is for those who may remove them. */
export async function listMembers(ctx: Context): Promise<MemberRow[]> {
  authorize(ctx, "member:read");
  const { organizationId, userId } = ctx.actor;
  const { rows } = await pool().query<Row>(
    `SELECT u.id, u.name, u.email, m.role, m.created_at AS "joinedAt",
            (SELECT max(s.updated_at) FROM session s WHERE s.user_id = u.id) AS "lastSeenAt",
            coalesce((SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY lower(t.name))
                        FROM team_member tm JOIN team t ON t.id = tm.team_id
                       WHERE tm.user_id = u.id AND t.organization_id = m.organization_id), '[]') AS teams
       FROM member m JOIN app_user u ON u.id = m.user_id
      WHERE m.organization_id = $1
      ORDER BY lower(u.name), u.email`,
    [organizationId],
  );
  const owners = rows.filter((row) => row.role === "owner").length;
  const mayKnow = can(ctx, "member:write");
  return rows.map((row) => ({
    ...row,
    isSelf: row.id === userId,
    isLastOwner: row.role === "owner" && owners === 1,
    joinedAt: row.joinedAt.toISOString(),
    lastSeenAt: mayKnow ? (row.lastSeenAt?.toISOString() ?? null) : null,
  }));
}
