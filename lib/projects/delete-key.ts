import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "./find-project";

/** Deletes a key for good: whoever still uses its DSN is refused. Events and counts stay. @throws NotFoundError */
export async function deleteKey(
  ctx: Context,
  { slug, keyId }: { slug: string; keyId: string },
): Promise<void> {
  authorize(ctx, "key:write");
  const { id } = await findProject(ctx, slug);
  const { rowCount } = await pool().query("DELETE FROM project_key WHERE project_id = $1 AND id = $2", [
    id,
    keyId,
  ]);
  if (rowCount === 0) throw new NotFoundError();
}
