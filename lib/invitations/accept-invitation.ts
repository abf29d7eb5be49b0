import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { auth } from "@/lib/auth/auth";
import { signInLimits } from "@/lib/auth/sign-in-limits";
import { giveBackTry, takeTry } from "@/lib/auth/tries";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { InvalidInputError, NotFoundError } from "@/lib/errors";
import { type FoundInvitation, findInvitation, tryInvitation } from "./find-invitation";
import { type AcceptInvitationInput, invalidInvitation, newAccountSchema } from "./schemas";

type Newcomer = { name: string; hash: string };

/**
 * Makes the invited person a member: of the address without an account a new one, of one that has an account whoever is
 * signed in with it or knows its password. The link is used up in the transaction that lets the person in, so that of
 * any number who try at once, one succeeds.
 * @throws NotFoundError, the same for every reason why the link opens nothing
 * @throws InvalidInputError on `name` or `password`, RateLimitedError after many tries
 */
export async function acceptInvitation(
  ctx: Context | null,
  input: AcceptInvitationInput & { ipAddress: string },
): Promise<{ email: string }> {
  const invitation = await tryInvitation(input.token, input.ipAddress);
  const newcomer = invitation.userId === null ? await readNewcomer(input) : null;
  const isSignedIn = ctx !== null && ctx.actor.userId === invitation.userId;
  if (newcomer === null && !isSignedIn) await checkPassword(invitation, input);

  await transaction(async (db) => {
    const locked = await findInvitation(input.token, { db, lock: true });
    // The address got or lost its account meanwhile: what was asked for is not what counts now.
    if (locked.userId !== invitation.userId) throw new NotFoundError(invalidInvitation);
    const userId = locked.userId ?? (await insertAccount(db, locked.email, newcomer));
    await join(db, locked, userId);
    if (isSignedIn) {
      await db.query("UPDATE session SET active_organization_id = $2 WHERE id = $1", [
        ctx.sessionId,
        locked.organizationId,
      ]);
    }
  });
  return { email: invitation.email };
}

async function readNewcomer({ name, password }: AcceptInvitationInput): Promise<Newcomer> {
  const given = newAccountSchema.safeParse({ name, password });
  if (!given.success) {
    const fields = given.error.issues.map(({ path, message }) => [String(path[0]), message]);
    throw new InvalidInputError(undefined, Object.fromEntries(fields));
  }
  const hash = await (await auth().$context).password.hash(given.data.password);
  return { name: given.data.name, hash };
}

/** Counted like tries to sign in, so that a link is no second way to guess. */
async function checkPassword(
  { email, password: hash }: FoundInvitation,
  { password = "", ipAddress }: AcceptInvitationInput & { ipAddress: string },
): Promise<void> {
  const limits = await signInLimits(email, ipAddress);
  await takeTry(limits);
  const library = await auth().$context;
  const matches = await library.password.verify({ hash: hash ?? "", password }).catch(() => false);
  if (!matches) {
    throw new InvalidInputError(undefined, { password: `That is not the password of ${email} here.` });
  }
  await giveBackTry(limits);
}

async function insertAccount(db: PoolClient, email: string, newcomer: Newcomer | null): Promise<string> {
  if (newcomer === null) throw new NotFoundError(invalidInvitation);
  const userId = randomUUID();
  await db.query("INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, $2, $3, now())", [
    userId,
    newcomer.name,
    email,
  ]);
  await db.query(
    `INSERT INTO account (id, provider_id, account_id, user_id, password, updated_at)
     VALUES ($1, 'credential', $2, $2, $3, now())`,
    [randomUUID(), userId, newcomer.hash],
  );
  return userId;
}

/** A team that was deleted since is passed over. */
async function join(db: PoolClient, invitation: FoundInvitation, userId: string): Promise<void> {
  await db.query("UPDATE invitation SET status = 'accepted' WHERE id = $1", [invitation.id]);
  await db.query(
    `INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, user_id) DO NOTHING`,
    [randomUUID(), invitation.organizationId, userId, invitation.role],
  );
  await db.query(
    `INSERT INTO team_member (team_id, user_id)
     SELECT id, $2 FROM team WHERE organization_id = $1 AND id = ANY($3) ON CONFLICT DO NOTHING`,
    [invitation.organizationId, userId, invitation.teamIds],
  );
}
