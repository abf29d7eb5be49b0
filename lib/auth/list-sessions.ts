import { parse } from "bowser";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { authorize } from "./authorize";
import { idleLimitMs } from "./read-context";
import type { SessionRow } from "./schemas";

/** Where the person is signed in now: this session first, then by last use. */
export async function listSessions(ctx: Context): Promise<SessionRow[]> {
  authorize(ctx, "account:read");
  const now = Date.now();
  const sessions = await prisma().session.findMany({
    where: {
      userId: ctx.actor.userId,
      expiresAt: { gt: new Date(now) },
      updatedAt: { gt: new Date(now - idleLimitMs) },
    },
    orderBy: { updatedAt: "desc" },
    take: 100,
  });
  return sessions
    .map((session) => ({
      id: session.id,
      isCurrent: session.id === ctx.sessionId,
      ipAddress: session.ipAddress ? readableAddress(session.ipAddress) : null,
      client: clientOf(session.userAgent),
      signedInAt: session.createdAt.toISOString(),
      lastSeenAt: session.updatedAt.toISOString(),
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

function clientOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = parse(userAgent.slice(0, 512));
  if (!browser.name) return userAgent.slice(0, 60);
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}

/** The library keeps the /64 network of an IPv6 address, written out in full. */
function readableAddress(address: string): string {
  if (!address.includes(":")) return address;
  const url = `http://[${address}]`;
  const network = URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
  return network === "::" ? "this machine" : `${network}/64`;
}
