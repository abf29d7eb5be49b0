import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { type MembershipRow, membershipSql, toMembership } from "./read-membership";
import { readSessionToken } from "./read-session-token";

const hourMs = 60 * 60 * 1000;

/** A session that nobody used for this long has ended. */
export const idleLimitMs = 14 * 24 * hourMs;

/** How exact "last seen" is; spares a write on every request. */
const lastSeenStepMs = hourMs;

type Row = {
  sessionId: string;
  expiresAt: Date;
  updatedAt: Date;
  userId: string;
  email: string;
  name: string;
} & (MembershipRow | { role: null });

/** Session, person and membership at once: every request pays for it. */
const SQL = `
  SELECT s.id AS "sessionId", s.expires_at AS "expiresAt", s.updated_at AS "updatedAt",
         u.id AS "userId", u.email, u.name, m.*
    FROM session s
    JOIN app_user u ON u.id = s.user_id
    LEFT JOIN LATERAL (${membershipSql("s.user_id", "s.active_organization_id")}) AS m ON TRUE
   WHERE s.token = $1`;

/**
 * Who asks, from the session cookie, and what exists for them; null when nobody is signed in, the session has ended
 * or idled out, or the person is no member any more. Asks the database every time: a session that was ended
 * elsewhere is over at once, and so is what a role or a team gave.
 */
export async function readContext(headers: Headers): Promise<Context | null> {
  const token = await readSessionToken(headers);
  if (token === null) return null;
  const { rows } = await pool().query<Row>({ name: "read-context", text: SQL, values: [token] });
  const row = rows[0];
  if (!row) return null;

  const { sessionId, userId, email, name } = row;
  const now = Date.now();
  const idleMs = now - row.updatedAt.getTime();
  if (idleMs > idleLimitMs || row.expiresAt.getTime() < now) {
    await prisma().session.deleteMany({ where: { id: sessionId } });
    return null;
  }
  if (idleMs > lastSeenStepMs) {
    await prisma().session.updateMany({ where: { id: sessionId }, data: { updatedAt: new Date() } });
  }
  const membership = row.role === null ? null : toMembership(row);
  if (membership === null) return null;
  return { actor: { userId, email, name, ...membership }, requestId: randomUUID(), sessionId };
}
