import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { authorize } from "./authorize";

/** Ends every session of the person but the one that asks. Returns how many ended. */
export async function endOtherSessions(ctx: Context): Promise<{ ended: number }> {
  authorize(ctx, "account:write");
  const { count } = await prisma().session.deleteMany({
    where: { userId: ctx.actor.userId, id: { not: ctx.sessionId } },
  });
  return { ended: count };
}
