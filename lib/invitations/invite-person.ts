import { randomUUID } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { logError } from "@/lib/http/log-error";
import { guardOwners } from "@/lib/members/lock-member";
import { type Delivery, deliver } from "./channel";
import { type InvitationInput, type InvitationLink, invitationHours, invitationSchema } from "./schemas";
import { hashToken, makeToken } from "./token";

const UNIQUE_VIOLATION = "23505";

/**
 * Invites whoever has this address, with a role and into teams. The link works once, for 72 hours.
 * @throws ForbiddenError when an admin wants to make an owner
 * @throws ConflictError when the person is a member, or is invited already
 * @throws NotFoundError for teams of elsewhere
 */
export async function invitePerson(
  ctx: Context,
  input: InvitationInput,
  delivery: Delivery,
): Promise<InvitationLink> {
  authorize(ctx, "invitation:write");
  const { email, role, teamIds } = invitationSchema.parse(input);
  guardOwners(ctx, role);
  const { organizationId, userId, name } = ctx.actor;
  const id = randomUUID();
  const token = makeToken();
  const made = await transaction(async (db) => {
    const wanted = [...new Set(teamIds)];
    const teams = await db.query("SELECT FROM team WHERE organization_id = $1 AND id = ANY($2)", [
      organizationId,
      wanted,
    ]);
    if (teams.rowCount !== wanted.length) {
      throw new NotFoundError(
        "One of these teams is no longer here. Nobody was invited. Load the page again.",
      );
    }
    const member = await db.query(
      `SELECT FROM member m JOIN app_user u ON u.id = m.user_id WHERE m.organization_id = $1 AND u.email = $2`,
      [organizationId, email],
    );
    if (member.rowCount !== 0) throw new ConflictError(`${email} is a member already.`);
    const { rows } = await db.query<{ expiresAt: Date; organization: string }>(
      `INSERT INTO invitation (id, organization_id, email, role, team_ids, token_hash, expires_at, inviter_id)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7), $8)
       RETURNING expires_at AS "expiresAt", (SELECT name FROM organization WHERE id = $2) AS organization`,
      [id, organizationId, email, role, wanted, hashToken(token), invitationHours, userId],
    );
    if (!rows[0]) throw new Error("INSERT INTO invitation returned no row");
    return rows[0];
  }).catch((error: { code?: string }) => {
    if (error.code !== UNIQUE_VIOLATION) throw error;
    throw new ConflictError(`${email} is invited already. Send a new link, or revoke the invitation first.`);
  });
  return deliver(delivery, { id, token, email, invitedBy: name, ...made }, (error) =>
    logError(ctx.requestId, error),
  );
}
