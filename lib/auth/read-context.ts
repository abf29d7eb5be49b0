import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { auth } from "./auth";
import { readMembership } from "./read-membership";

const hourMs = 60 * 60 * 1000;

/** A session that nobody used for this long has ended. */
export const idleLimitMs = 14 * 24 * hourMs;

/** How exact "last seen" is; spares a write on every request. */
const lastSeenStepMs = hourMs;

/**
 * Who asks, from the session cookie, and what exists for them; null when nobody is signed in, the session has ended
 * or idled out, or the person is no member any more. Asks the database every time: a session that was ended
 * elsewhere is over at once, and so is what a role or a team gave.
 */
export async function readContext(headers: Headers): Promise<Context | null> {
  const found = await auth().api.getSession({ headers });
  if (found === null) return null;
  const { session, user } = found;

  const idleMs = Date.now() - session.updatedAt.getTime();
  if (idleMs > idleLimitMs) {
    await prisma().session.deleteMany({ where: { id: session.id } });
    return null;
  }
  if (idleMs > lastSeenStepMs) {
    await prisma().session.updateMany({ where: { id: session.id }, data: { updatedAt: new Date() } });
  }
  const membership = await readMembership(user.id, session.activeOrganizationId ?? null);
  if (membership === null) return null;
  return {
    actor: { userId: user.id, email: user.email, name: user.name, ...membership },
    requestId: randomUUID(),
    sessionId: session.id,
  };
}
