import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { OwnershipTexts, OwnershipView } from "./schemas";

/**
 * The texts of the project at this address, for verbs that have asked for permission. With `lock`, nobody else changes them
 * before the end of the transaction.
 * @throws NotFoundError
 */
export async function findOwnership(
  ctx: Context,
  slug: string,
  { db = pool(), lock = false }: { db?: Pool | PoolClient; lock?: boolean } = {},
): Promise<OwnershipView & { projectId: number }> {
  const { rows } = await db.query<OwnershipTexts & { projectId: number; isAutoAssigning: boolean }>(
    `SELECT p.id AS "projectId", p.ownership_rules AS rules, p.codeowners, p.is_auto_assigning AS "isAutoAssigning"
       FROM project p WHERE p.slug = $1 AND ($2::int[] IS NULL OR p.id = ANY($2))${lock ? " FOR NO KEY UPDATE" : ""}`,
    [slug, ctx.actor.projectIds],
  );
  if (!rows[0]) throw new NotFoundError();
  return { ...rows[0], version: versionOf(rows[0]) };
}

/** Stands for both texts: another text, another version. */
export function versionOf({ rules, codeowners }: OwnershipTexts): string {
  return createHash("sha256")
    .update(JSON.stringify([rules, codeowners]))
    .digest("hex")
    .slice(0, 32);
}
