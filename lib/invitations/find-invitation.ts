import type { Pool, PoolClient } from "pg";
import { giveBackTry, type TryLimit, takeTry } from "@/lib/auth/tries";
import type { Role } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { invalidInvitation } from "./schemas";
import { hashToken } from "./token";

export type FoundInvitation = {
  id: string;
  organizationId: string;
  organization: string;
  email: string;
  role: Role;
  teamIds: string[];
  invitedBy: string;
  /** The account with this address, when there is one. */
  userId: string | null;
  /** Its password hash. */
  password: string | null;
};

/** The invitation that a token opens. @throws NotFoundError, the same for every reason */
export async function findInvitation(
  token: string,
  { db = pool(), lock = false }: { db?: Pool | PoolClient; lock?: boolean } = {},
): Promise<FoundInvitation> {
  const { rows } = await db.query<FoundInvitation>(
    `SELECT i.id, i.organization_id AS "organizationId", o.name AS organization, i.email, i.role,
            i.team_ids AS "teamIds", inviter.name AS "invitedBy", u.id AS "userId", a.password
       FROM invitation i
       JOIN organization o ON o.id = i.organization_id
       JOIN app_user inviter ON inviter.id = i.inviter_id
       LEFT JOIN app_user u ON u.email = i.email
       LEFT JOIN account a ON a.user_id = u.id AND a.provider_id = 'credential'
      WHERE i.token_hash = $1 AND i.status = 'pending' AND i.expires_at > now()${lock ? " FOR UPDATE OF i" : ""}`,
    [hashToken(token)],
  );
  if (!rows[0]) throw new NotFoundError(invalidInvitation);
  return rows[0];
}

/**
 * `findInvitation` for somebody at an address of the network: tokens that open nothing are counted.
 * @throws NotFoundError, and RateLimitedError after 50 of them
 */
export async function tryInvitation(token: string, ipAddress: string): Promise<FoundInvitation> {
  const limits: TryLimit[] = [
    { key: `invitation ${hashToken(token)} from ${ipAddress}`, max: 20 },
    { key: `invitation from ${ipAddress}`, max: 50 },
  ];
  await takeTry(limits);
  const found = await findInvitation(token);
  await giveBackTry(limits);
  return found;
}
