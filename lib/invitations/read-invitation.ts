import type { Context } from "@/lib/context";
import { tryInvitation } from "./find-invitation";
import type { InvitationView } from "./schemas";

/**
 * What a link offers, and what it asks of whoever follows it; `ctx` is null for somebody who is signed out.
 * @throws NotFoundError, the same for every reason, and RateLimitedError after many of them
 */
export async function readInvitation(
  ctx: Context | null,
  { token, ipAddress }: { token: string; ipAddress: string },
): Promise<InvitationView> {
  const { organization, invitedBy, email, role, userId } = await tryInvitation(token, ipAddress);
  const isOwn = userId !== null && ctx?.actor.userId === userId;
  return {
    organization,
    invitedBy,
    email,
    role,
    asks: userId === null ? "account" : isOwn ? "nothing" : "password",
  };
}
