import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { authorize } from "./authorize";
import type { NameInput } from "./schemas";

/** Renames the person who asks. */
export async function changeName(ctx: Context, { name }: NameInput): Promise<void> {
  authorize(ctx, "account:write");
  await prisma().user.update({ where: { id: ctx.actor.userId }, data: { name } });
}
