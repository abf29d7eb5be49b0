import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { canonicalAddress } from "./canonical-address";
import { authorizeView, lockView } from "./find-view";
import type { UpdateViewInput } from "./schemas";

/**
 * Renames a view, shares it or takes it back, or gives it another list. A name brings back one that was just deleted.
 * @throws NotFoundError
 * @throws ForbiddenError for a shared one of somebody else
 */
export async function updateView(ctx: Context, id: string, changes: UpdateViewInput): Promise<void> {
  authorize(ctx, "view:read");
  await transaction(async (client) => {
    const view = await lockView(ctx, client, id);
    const isShared = changes.isShared ?? view.isShared;
    authorizeView(ctx, isShared);
    const address =
      changes.address === undefined ? view.address : canonicalAddress(view.subject, changes.address);
    await client.query(
      "UPDATE saved_view SET name = $2, address = $3, is_shared = $4, updated_at = now() WHERE id = $1",
      [id, changes.name ?? view.name, address, isShared],
    );
  });
}
