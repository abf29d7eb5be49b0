import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { InvalidInputError } from "@/lib/errors";
import { auth } from "./auth";
import { giveBackTry, type TryLimit, takeTry } from "./tries";

/**
 * Checks that the person at the keyboard knows the current password, before something that a stolen
 * session must not do.
 * @throws InvalidInputError on `currentPassword`, RateLimitedError after ten wrong ones
 */
export async function confirmPassword(ctx: Context, password: string): Promise<void> {
  const limits: TryLimit[] = [{ key: `confirm ${ctx.actor.userId}`, max: 10 }];
  await takeTry(limits);
  const account = await prisma().account.findFirst({
    where: { userId: ctx.actor.userId, providerId: "credential" },
    select: { password: true },
  });
  const library = await auth().$context;
  const matches = await library.password
    .verify({ hash: account?.password ?? "", password })
    .catch(() => false);
  if (!matches) {
    throw new InvalidInputError(undefined, { currentPassword: "That is not the current password." });
  }
  await giveBackTry(limits);
}
