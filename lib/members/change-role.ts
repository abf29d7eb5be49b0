import { authorize } from "@/lib/auth/authorize";
import type { Context, Role } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { cancelInvitationsBy } from "@/lib/invitations/cancel-invitations-by";
import { guardOwners, keepAnOwner, lockMember } from "./lock-member";
import type { ChangeRoleInput } from "./schemas";

/**
 * Gives a member another role, at once: their next request is judged by it. Returns the role before. Links that they sent
 * out end with the right to send them.
 * @throws NotFoundError
 * @throws ForbiddenError when an admin means an owner, or wants to make one
 * @throws ConflictError for the only owner
 */
export async function changeRole(
  ctx: Context,
  userId: string,
  { role }: ChangeRoleInput,
): Promise<{ before: Role }> {
  authorize(ctx, "member:write");
  return transaction(async (db) => {
    const before = await lockMember(ctx, db, userId);
    if (before === role) return { before };
    guardOwners(ctx, before, role);
    if (before === "owner") await keepAnOwner(ctx, db, userId);
    await db.query("UPDATE member SET role = $3 WHERE organization_id = $1 AND user_id = $2", [
      ctx.actor.organizationId,
      userId,
      role,
    ]);
    if (role !== "owner") await cancelInvitationsBy(ctx, db, userId, { keep: role === "admin" });
    return { before };
  });
}
