import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { ListViewsInput, SavedView } from "./schemas";
import { mayChange } from "./find-view";

type Row = Omit<SavedView, "isMine" | "canChange"> & { userId: string };

/** One's own views of a list and those that are shared: one's tabs first, in their order, then the others by name. */
export async function listViews(ctx: Context, { subject }: ListViewsInput): Promise<{ views: SavedView[] }> {
  authorize(ctx, "view:read");
  const { userId, organizationId } = ctx.actor;
  const { rows } = await pool().query<Row>(
    `SELECT v.id, v.name, v.address, v.is_shared AS "isShared", v.user_id AS "userId", u.name AS owner,
            n.view_id IS NOT NULL AS "isPinned"
       FROM saved_view v
       LEFT JOIN app_user u ON u.id = v.user_id
       LEFT JOIN saved_view_pin n ON n.view_id = v.id AND n.user_id = $2
      WHERE v.organization_id = $1 AND v.subject = $3 AND v.name <> '' AND (v.is_shared OR v.user_id = $2)
      ORDER BY n.position, lower(v.name), v.id`,
    [organizationId, userId, subject],
  );
  return {
    views: rows.map((row) => ({
      id: row.id,
      name: row.name,
      address: row.address,
      isShared: row.isShared,
      isMine: row.userId === userId,
      canChange: mayChange(ctx, row),
      owner: row.owner,
      isPinned: row.isPinned,
    })),
  };
}
