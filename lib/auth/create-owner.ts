import { randomUUID } from "node:crypto";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { ConflictError } from "@/lib/errors";
import { auth } from "./auth";
import { hasOwner } from "./has-owner";
import type { OwnerInput } from "./schemas";

/** Advisory lock that lets one first visitor at a time look whether anybody is here. */
const firstOwnerLock = 72_707_370;

/**
 * Creates the first account of this server and the organization that it owns, to which belongs what was made before
 * anybody was here. Of any number of visitors who try at once, exactly one
 * succeeds: the lock is held until the account is committed.
 *
 * The library's own sign-up is closed. It writes user and password in separate steps, and cannot be told
 * to do so only while nobody is here.
 * @throws ConflictError when there is an account already
 */
export async function createOwner({ name, email, password }: OwnerInput): Promise<void> {
  if (await hasOwner()) throw alreadySetUp();
  const hash = await (await auth().$context).password.hash(password);
  const userId = randomUUID();

  await prisma().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${firstOwnerLock})`;
      if ((await tx.user.count()) > 0) throw alreadySetUp();
      await tx.user.create({
        data: {
          id: userId,
          name,
          email,
          accounts: {
            create: { id: randomUUID(), providerId: "credential", accountId: userId, password: hash },
          },
        },
      });
      const organizationId = await findOrganization(tx);
      await tx.member.create({ data: { id: randomUUID(), organizationId, userId, role: "owner" } });
      await tx.project.updateMany({ where: { organizationId: null }, data: { organizationId } });
    },
    { maxWait: 10_000, timeout: 10_000 },
  );
}

/** Nobody has an account, so an organization that is here has no members: it gets its owner back. */
async function findOrganization(tx: Prisma.TransactionClient): Promise<string> {
  const kept = await tx.organization.findFirst({ orderBy: { createdAt: "asc" }, select: { id: true } });
  if (kept) return kept.id;
  const id = randomUUID();
  await tx.organization.create({ data: { id, name: "Jackdaw", slug: "jackdaw" } });
  return id;
}

function alreadySetUp(): ConflictError {
  return new ConflictError("This server has an owner already. Sign in, or ask the owner for an account.");
}
