import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { NotFoundError } from "@/lib/errors";
import { authorize } from "./authorize";

/**
 * Ends one session of the person who asks; the next request with its cookie is signed out.
 * @throws NotFoundError when it is over already, or somebody else's
 */
export async function endSession(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "account:write");
  const { count } = await prisma().session.deleteMany({ where: { id, userId: ctx.actor.userId } });
  if (count === 0) throw new NotFoundError("That session has ended already.");
}
