import { authorize } from "@/lib/auth/authorize";
import type { Context, Role } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors";
import { logError } from "@/lib/http/log-error";
import { guardOwners } from "@/lib/members/lock-member";
import { type Delivery, deliver } from "./channel";
import { type InvitationLink, invitationHours } from "./schemas";
import { hashToken, makeToken } from "./token";

type Row = { email: string; role: Role; organization: string; expiresAt: Date };

/**
 * A new link for a pending invitation, for another 72 hours, from whoever asks; the one before no longer works.
 * @throws NotFoundError, and ForbiddenError when an admin means one that makes an owner
 */
export async function renewInvitation(ctx: Context, id: string, delivery: Delivery): Promise<InvitationLink> {
  authorize(ctx, "invitation:write");
  const { organizationId, userId, name } = ctx.actor;
  const token = makeToken();
  const made = await transaction(async (db) => {
    const { rows } = await db.query<Row>(
      `UPDATE invitation i
          SET token_hash = $3, expires_at = now() + make_interval(hours => $4), created_at = now(), inviter_id = $5
         FROM organization o
        WHERE i.id = $2 AND i.organization_id = $1 AND i.status = 'pending' AND o.id = i.organization_id
       RETURNING i.email, i.role, i.expires_at AS "expiresAt", o.name AS organization`,
      [organizationId, id, hashToken(token), invitationHours, userId],
    );
    const row = rows[0];
    if (!row) throw new NotFoundError("This invitation is no longer here. It may have been accepted.");
    guardOwners(ctx, row.role);
    return { email: row.email, organization: row.organization, expiresAt: row.expiresAt };
  });
  return deliver(delivery, { id, token, invitedBy: name, ...made }, (error) =>
    logError(ctx.requestId, error),
  );
}
