import { APIError } from "better-auth/api";
import { prisma } from "@/lib/db/prisma";

/**
 * Where a person works who signs in: the organization that they have belonged to for longest. Somebody who belongs to none
 * any more gets no session; the answer is the one to a wrong password.
 * @throws APIError 401
 */
export async function chooseOrganization(userId: string): Promise<string> {
  const member = await prisma().member.findFirst({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { organizationId: true },
  });
  if (member === null)
    throw new APIError("UNAUTHORIZED", { code: "unauthorized", message: "No membership." });
  return member.organizationId;
}
