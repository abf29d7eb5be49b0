import type { PoolClient } from "pg";
import type { Context, Role } from "@/lib/context";
import { ConflictError, ForbiddenError, NotFoundError } from "@/lib/errors";

/**
 * The role of a member of the actor's organization, whose owners nobody else changes before the end of the transaction:
 * of two owners who leave at once, one stays.
 * @throws NotFoundError
 */
export async function lockMember(ctx: Context, db: PoolClient, userId: string): Promise<Role> {
  const { rows } = await db.query<{ userId: string; role: Role }>(
    `SELECT user_id AS "userId", role FROM member
      WHERE organization_id = $1 AND (role = 'owner' OR user_id = $2) ORDER BY id FOR UPDATE`,
    [ctx.actor.organizationId, userId],
  );
  const found = rows.find((row) => row.userId === userId);
  if (!found) throw new NotFoundError("This person is no member any more. Nothing was changed.");
  return found.role;
}

/** @throws ConflictError when there is no other owner */
export async function keepAnOwner(ctx: Context, db: PoolClient, userId: string): Promise<void> {
  const { rowCount } = await db.query(
    "SELECT FROM member WHERE organization_id = $1 AND role = 'owner' AND user_id <> $2 LIMIT 1",
    [ctx.actor.organizationId, userId],
  );
  if (rowCount === 0) {
    throw new ConflictError(
      "This is the only owner. Make somebody else an owner first. Nothing was changed.",
    );
  }
}

/** Who is an owner, and who becomes one, is for owners to say. @throws ForbiddenError */
export function guardOwners(ctx: Context, ...roles: readonly Role[]): void {
  if (roles.includes("owner") && ctx.actor.role !== "owner") {
    throw new ForbiddenError("Only an owner decides about owners. Ask one.");
  }
}
