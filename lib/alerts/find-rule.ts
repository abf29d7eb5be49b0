import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { isSeen, type RuleRow, ruleColumns } from "./rule-row";

/**
 * A rule that the actor sees: one of its projects at least.
 * @throws NotFoundError
 */
export async function findRule(ctx: Context, id: string): Promise<RuleRow> {
  const { rows } = await pool().query<RuleRow>(
    `SELECT ${ruleColumns} FROM alert_rule r WHERE ${isSeen} AND r.id = $3`,
    [ctx.actor.organizationId, ctx.actor.projectIds, id],
  );
  if (!rows[0]) throw new NotFoundError();
  return rows[0];
}

/**
 * Locks a rule that the actor is about to change.
 * @throws NotFoundError
 * @throws ForbiddenError when it is of a project that the actor does not see, too
 */
export async function lockRule(db: PoolClient, ctx: Context, id: string): Promise<RuleRow> {
  const { rows } = await db.query<RuleRow>(
    `SELECT ${ruleColumns} FROM alert_rule r WHERE ${isSeen} AND r.id = $3 FOR UPDATE`,
    [ctx.actor.organizationId, ctx.actor.projectIds, id],
  );
  if (!rows[0]) throw new NotFoundError();
  if (!mayChange(ctx, rows[0]))
    throw new ForbiddenError(
      "This rule is of projects that you do not see, too. Ask somebody who sees them all.",
    );
  return rows[0];
}

/** Whether the actor sees every project of a rule. */
export function mayChange(ctx: Context, { projectIds }: Pick<RuleRow, "projectIds">): boolean {
  const { projectIds: seen } = ctx.actor;
  return seen === null || projectIds.every((id) => seen.includes(id));
}

/**
 * The ids of some projects, in their order.
 * @throws NotFoundError when one of them does not exist for the actor
 */
export async function findProjectIds(ctx: Context, slugs: readonly string[]): Promise<number[]> {
  const wanted = [...new Set(slugs)];
  const { rows } = await pool().query<{ id: number }>(
    `SELECT p.id FROM unnest($2::text[]) WITH ORDINALITY AS w (slug, place) JOIN project p ON p.slug = w.slug
      WHERE ($1::int[] IS NULL OR p.id = ANY ($1)) ORDER BY w.place`,
    [ctx.actor.projectIds, wanted],
  );
  if (rows.length < wanted.length) throw new NotFoundError();
  return rows.map(({ id }) => id);
}
