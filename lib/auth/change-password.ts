import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { auth } from "./auth";
import { authorize } from "./authorize";
import { confirmPassword } from "./confirm-password";
import type { PasswordInput } from "./schemas";

/**
 * Changes the password and ends every other session of the person, together or not at all.
 * @throws InvalidInputError when the current password is wrong
 */
export async function changePassword(ctx: Context, input: PasswordInput): Promise<void> {
  authorize(ctx, "account:write");
  await confirmPassword(ctx, input.currentPassword);
  const password = await (await auth().$context).password.hash(input.newPassword);
  const { userId } = ctx.actor;
  await prisma().$transaction([
    prisma().account.updateMany({ where: { userId, providerId: "credential" }, data: { password } }),
    prisma().session.deleteMany({ where: { userId, id: { not: ctx.sessionId } } }),
  ]);
}
