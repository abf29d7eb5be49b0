import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { lockView } from "./find-view";

/**
 * Deletes a view. It loses its name and with it its place in every list; for an hour giving it the name again brings it back,
 * with the tabs that people have of it.
 * @throws NotFoundError
 * @throws ForbiddenError for a shared one of somebody else
 */
export async function deleteView(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "view:read");
  await transaction(async (client) => {
    await lockView(ctx, client, id);
    await client.query("UPDATE saved_view SET name = '', updated_at = now() WHERE id = $1", [id]);
    await client.query(
      "DELETE FROM saved_view WHERE organization_id = $1 AND name = '' AND updated_at < now() - interval '1 hour'",
      [ctx.actor.organizationId],
    );
  });
}
