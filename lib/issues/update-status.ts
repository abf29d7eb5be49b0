import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors";
import type { IssueStatus, StatusChange, UpdateIssueStatusInput } from "./schemas";
import { formatShortId, parseShortId } from "./short-id";

type Locked = {
  projectId: number;
  id: number;
  number: number;
  prefix: string;
  status: IssueStatus;
  regressedAt: Date | null;
};

/**
 * Gives issues a status, all or none of them. Returns those that changed with what they were before, in the
 * order of their ids; issues that had the status already are left out.
 * @throws NotFoundError when one of them does not exist, or was merged into another
 */
export async function updateIssueStatus(
  ctx: Context,
  { shortIds, status, regressedAt = {} }: UpdateIssueStatusInput,
): Promise<{ changed: StatusChange[] }> {
  authorize(ctx, "issue:write");
  const wanted = new Set(shortIds.map((id) => id.toUpperCase()));
  return transaction(async (client) => {
    const locked = await lock(ctx, client, [...wanted]);
    if (locked.length < wanted.size) {
      throw new NotFoundError(
        "One of these issues is no longer here. Nothing was changed. Load the list again.",
      );
    }
    const changing = locked
      .filter((issue) => issue.status !== status)
      .map((issue) => ({ ...issue, shortId: formatShortId(issue.prefix, issue.number) }));
    await client.query(
      `UPDATE issue i
          SET status = $3,
              resolved_at = CASE WHEN $3 = 'resolved' THEN now() END,
              resolved_by = CASE WHEN $3 = 'resolved' THEN $4 END,
              regressed_at = CASE WHEN $3 = 'resolved' THEN NULL ELSE coalesce(c.regressed_at, i.regressed_at) END
         FROM unnest($1::int[], $2::bigint[], $5::timestamptz[]) AS c(project_id, id, regressed_at)
        WHERE i.project_id = c.project_id AND i.id = c.id`,
      [
        changing.map((issue) => issue.projectId),
        changing.map((issue) => issue.id),
        status,
        ctx.actor.userId,
        changing.map((issue) => regressedAt[issue.shortId] ?? null),
      ],
    );
    return {
      changed: changing.map((issue) => ({
        shortId: issue.shortId,
        from: issue.status,
        to: status,
        regressedAt: issue.regressedAt?.toISOString() ?? null,
      })),
    };
  });
}

/** Locks the issues in the order in which ingestion locks them, so that the two never wait for each other in a circle. */
async function lock(ctx: Context, client: PoolClient, shortIds: string[]): Promise<Locked[]> {
  const parsed = shortIds.map(parseShortId).filter((id) => id !== null);
  const { rows } = await client.query<Locked>(
    `SELECT i.project_id AS "projectId", i.id, i.short_id AS number, p.short_prefix AS prefix, i.status,
            i.regressed_at AS "regressedAt"
       FROM unnest($1::text[], $2::bigint[]) AS w(prefix, number)
       JOIN project p ON p.short_prefix = w.prefix AND ($3::int[] IS NULL OR p.id = ANY($3))
       JOIN issue i ON i.project_id = p.id AND i.short_id = w.number AND i.status <> 'merged'
      ORDER BY i.project_id, i.id
        FOR NO KEY UPDATE OF i`,
    [parsed.map((id) => id.prefix), parsed.map((id) => id.number), ctx.actor.projectIds],
  );
  return rows;
}
