import { prisma } from "@/lib/db/prisma";

/** Whether this server has been set up: somebody has an account. */
export async function hasOwner(): Promise<boolean> {
  return (await prisma().user.findFirst({ select: { id: true } })) !== null;
}
