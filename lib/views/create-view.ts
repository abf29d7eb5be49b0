import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors";
import { canonicalAddress } from "./canonical-address";
import { authorizeView } from "./find-view";
import { type CreateViewInput, viewLimit } from "./schemas";

/**
 * Keeps a list, or a search of logs, under a name, for oneself or for the organization.
 * @throws ConflictError when this person has as many views of that list as one may have
 */
export async function createView(ctx: Context, input: CreateViewInput): Promise<{ id: string }> {
  authorize(ctx, "view:read");
  authorizeView(ctx, input.isShared);
  const { userId, organizationId } = ctx.actor;
  const address = canonicalAddress(input.subject, input.address);
  return transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO saved_view (organization_id, user_id, name, address, is_shared, subject)
       SELECT $1, $2, $3, $4, $5, $7
        WHERE (SELECT count(*) FROM saved_view
                WHERE organization_id = $1 AND user_id = $2 AND subject = $7 AND name <> '') < $6
       RETURNING id`,
      [organizationId, userId, input.name, address, input.isShared, viewLimit, input.subject],
    );
    const view = rows[0];
    if (view === undefined) {
      throw new ConflictError(`One person has at most ${viewLimit} views. Delete one that is not needed.`);
    }
    if (input.isPinned) {
      await client.query(
        `INSERT INTO saved_view_pin (user_id, view_id, position)
         SELECT $1, $2, coalesce(max(position), 0) + 1 FROM saved_view_pin WHERE user_id = $1`,
        [userId, view.id],
      );
    }
    return { id: view.id };
  });
}
