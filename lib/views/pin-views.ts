import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import type { PinViewsInput } from "./schemas";

/** Makes these views the actor's tabs of a list, in this order, and no others. Views that the actor cannot see are left out. */
export async function pinViews(ctx: Context, { subject, viewIds }: PinViewsInput): Promise<void> {
  authorize(ctx, "view:read");
  authorize(ctx, "account:write");
  const { userId, organizationId } = ctx.actor;
  await transaction(async (client) => {
    // Views that are out of sight for now, such as one that was just deleted, keep their tabs.
    await client.query(
      `DELETE FROM saved_view_pin n USING saved_view v
        WHERE n.user_id = $1 AND v.id = n.view_id AND v.name <> '' AND v.organization_id = $2 AND v.subject = $3
          AND (v.is_shared OR v.user_id = $1)`,
      [userId, organizationId, subject],
    );
    await client.query(
      `INSERT INTO saved_view_pin (user_id, view_id, position)
       SELECT $1, v.id, min(w.place)
         FROM unnest($4::uuid[]) WITH ORDINALITY AS w(id, place)
         JOIN saved_view v ON v.id = w.id AND v.name <> '' AND v.subject = $3
          AND v.organization_id = $2 AND (v.is_shared OR v.user_id = $1)
        GROUP BY v.id
       ON CONFLICT DO NOTHING`,
      [userId, organizationId, subject, viewIds],
    );
  });
}
