import { prisma } from "@/lib/db/prisma";
import type { TryLimit } from "./tries";

/**
 * What a try to sign in counts against: this person from this address (typing errors), this address
 * (guessing many accounts), this person from everywhere (guessing from many addresses).
 *
 * The last one could be used to lock somebody out, so it spares addresses where that person was signed in
 * before this try, whose own session is `newSessionId`.
 */
export async function signInLimits(
  email: string,
  ipAddress: string,
  newSessionId?: string,
): Promise<[TryLimit, ...TryLimit[]]> {
  const person = email.trim().toLowerCase();
  const limits: [TryLimit, ...TryLimit[]] = [
    { key: `sign-in ${person} from ${ipAddress}`, max: 10 },
    { key: `sign-in from ${ipAddress}`, max: 50 },
  ];
  const isAtHome = await prisma().session.findFirst({
    where: { ipAddress, user: { email: person }, id: { not: newSessionId } },
    select: { id: true },
  });
  if (isAtHome === null) limits.push({ key: `sign-in ${person}`, max: 100 });
  return limits;
}
