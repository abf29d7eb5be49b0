import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "./find-project";
import { type UpdateKeyInput, updateKeySchema } from "./schemas";

/**
 * Renames a key, limits it, or turns it on or off. Both are heeded at the door within two seconds.
 * @throws NotFoundError
 */
export async function updateKey(
  ctx: Context,
  { slug, keyId, changes }: { slug: string; keyId: string; changes: UpdateKeyInput },
): Promise<void> {
  authorize(ctx, "key:write");
  const { name, isActive, eventsPerMinute } = updateKeySchema.parse(changes);
  const { id } = await findProject(ctx, slug);
  const { rowCount } = await pool().query(
    `UPDATE project_key SET name = coalesce($3, name), is_active = coalesce($4, is_active),
            events_per_minute = CASE WHEN $5 THEN $6 ELSE events_per_minute END
      WHERE project_id = $1 AND id = $2`,
    [id, keyId, name, isActive, eventsPerMinute !== undefined, eventsPerMinute],
  );
  if (rowCount === 0) throw new NotFoundError();
}
