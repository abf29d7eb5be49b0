import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { systemContext } from "@/lib/context";
import { applyChange } from "@/lib/issues/workflow/apply-change";
import { lockKeys } from "@/lib/issues/workflow/issue-keys";

/** Resolves the issues of breaches that are over, in the transaction that ends them. What somebody archived stays archived. */
export async function resolveIssues(
  db: PoolClient,
  projectId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await db.query<{ id: number }>(
    "SELECT id FROM issue WHERE project_id = $1 AND id = ANY ($2::bigint[]) AND status = 'unresolved'",
    [projectId, ids],
  );
  const keys = await lockKeys(
    db,
    rows.map(({ id }) => ({ projectId, id })),
  );
  if (keys.length === 0) return;
  const unknown = keys.map(() => null);
  await applyChange(db, systemContext(), { kind: "resolve", in: { type: "now" } }, randomUUID(), keys, {
    newest: unknown,
    forecasts: unknown,
  });
}
