import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import type { TakeBackInput } from "./schemas";

/**
 * Lets events of discarded hashes in again: the next one opens a new issue. What was let go in between is not stored.
 * Hashes that are not discarded are left as they are. @throws NotFoundError
 */
export async function takeBack(
  ctx: Context,
  { slug, hashes }: TakeBackInput & { slug: string },
): Promise<void> {
  authorize(ctx, "issue:write");
  const { id } = await findProject(ctx, slug);
  await pool().query("DELETE FROM discarded_hash WHERE project_id = $1 AND hash = ANY($2::text[])", [
    id,
    hashes,
  ]);
}
