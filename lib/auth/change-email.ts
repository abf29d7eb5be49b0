import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { ConflictError } from "@/lib/errors";
import { authorize } from "./authorize";
import { confirmPassword } from "./confirm-password";
import type { EmailInput } from "./schemas";

/**
 * Changes the address that the person signs in with.
 * @throws InvalidInputError when the current password is wrong, ConflictError when the address is taken
 */
export async function changeEmail(ctx: Context, { email, currentPassword }: EmailInput): Promise<void> {
  authorize(ctx, "account:write");
  await confirmPassword(ctx, currentPassword);
  try {
    await prisma().user.update({ where: { id: ctx.actor.userId }, data: { email, emailVerified: false } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new ConflictError("Another account uses that e-mail address. Yours was not changed.");
    }
    throw error;
  }
}
