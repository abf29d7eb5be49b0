import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { cancelInvitationsBy } from "@/lib/invitations/cancel-invitations-by";
import { guardOwners, keepAnOwner, lockMember } from "./lock-member";

/**
 * Takes somebody out of the organization; everybody may take out themselves. Teams and sessions end with it, in the same
 * transaction: the next request of theirs is signed out. Nothing that they did or were given changes: their name stays.
 * @throws NotFoundError
 * @throws ForbiddenError when an admin means an owner
 * @throws ConflictError for the only owner
 */
export async function removeMember(ctx: Context, userId: string): Promise<void> {
  const isSelf = userId === ctx.actor.userId;
  authorize(ctx, isSelf ? "account:write" : "member:write");
  const { organizationId } = ctx.actor;
  await transaction(async (db) => {
    const role = await lockMember(ctx, db, userId);
    if (!isSelf) guardOwners(ctx, role);
    if (role === "owner") await keepAnOwner(ctx, db, userId);
    const person = [organizationId, userId];
    await db.query(
      `DELETE FROM team_member tm USING team t
        WHERE tm.team_id = t.id AND t.organization_id = $1 AND tm.user_id = $2`,
      person,
    );
    await db.query("DELETE FROM member WHERE organization_id = $1 AND user_id = $2", person);
    // Sessions that began before there were organizations name none.
    await db.query(
      "DELETE FROM session WHERE user_id = $2 AND coalesce(active_organization_id, $1) = $1",
      person,
    );
    await cancelInvitationsBy(ctx, db, userId, { keep: false });
  });
}
