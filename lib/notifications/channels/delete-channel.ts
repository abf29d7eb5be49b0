import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { findChannel } from "./find-channel";

/**
 * Deletes a channel; what was on its way to it is dropped, and rules that named it tell it nothing more. For an hour it can be
 * brought back as it was (`restoreChannel`). @throws NotFoundError
 */
export async function deleteChannel(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "channel:write");
  await findChannel(ctx, id);
  await transaction(async (db) => {
    await db.query("DELETE FROM deleted_channel WHERE deleted_at < now() - interval '1 hour'");
    await db.query(
      `WITH gone AS (DELETE FROM channel WHERE id = $1 AND organization_id = $2 RETURNING *)
       INSERT INTO deleted_channel (id, organization_id, "row", secret)
       SELECT id, organization_id, to_jsonb(gone) - 'secret', secret FROM gone
       ON CONFLICT (id) DO UPDATE SET "row" = excluded."row", secret = excluded.secret, deleted_at = now()`,
      [id, ctx.actor.organizationId],
    );
  });
}
