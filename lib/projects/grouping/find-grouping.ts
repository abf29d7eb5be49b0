import type { Pool, PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { RuleTexts } from "./schemas";

/** How a project groups now, as its row and its rules in force say. */
export type StoredGrouping = RuleTexts & {
  projectId: number;
  prefix: string;
  version: string;
  /** Both are set together; whether the end has passed is for the reader. */
  previousVersion: string | null;
  transitionEndsAt: Date | null;
  revision: number;
};

/**
 * For verbs that have asked for permission. With `lock`, nobody else changes it before the end of the transaction.
 * @throws NotFoundError
 */
export async function findGrouping(
  ctx: Context,
  slug: string,
  { db = pool(), lock = false }: { db?: Pool | PoolClient; lock?: boolean } = {},
): Promise<StoredGrouping> {
  const { rows } = await db.query<StoredGrouping>(
    `SELECT p.id AS "projectId", p.short_prefix AS prefix, p.grouping_version AS version,
            p.previous_grouping_version AS "previousVersion", p.grouping_transition_ends_at AS "transitionEndsAt",
            p.grouping_revision AS revision, coalesce(r.fingerprint_rules, '') AS "fingerprintRules",
            coalesce(r.stack_trace_rules, '') AS "stackTraceRules"
       FROM project p
       LEFT JOIN grouping_rules r ON r.project_id = p.id AND r.revision = p.grouping_revision
      WHERE p.slug = $1 AND ($2::int[] IS NULL OR p.id = ANY($2))${lock ? " FOR UPDATE OF p" : ""}`,
    [slug, ctx.actor.projectIds],
  );
  if (!rows[0]) throw new NotFoundError();
  return rows[0];
}

/** The upgrade that is under way at a moment; null when there is none, or its time is over. */
export function transitionOf(
  { previousVersion, transitionEndsAt }: StoredGrouping,
  now: Date,
): { from: string; endsAt: Date } | null {
  if (previousVersion === null || transitionEndsAt === null || transitionEndsAt <= now) return null;
  return { from: previousVersion, endsAt: transitionEndsAt };
}
