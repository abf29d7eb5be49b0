import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { findProject } from "./find-project";
import { insertKey, type NewKey } from "./insert-key";

/** How long the old key keeps working: time to deploy the new one everywhere. */
const GRACE_DAYS = 7;

type Row = { name: string; isActive: boolean; expiresAt: Date | null; eventsPerMinute: number | null };

/**
 * Makes a new key with the old one's name and limit, and lets the old one, "… (old)", end in 7 days.
 * @throws NotFoundError
 * @throws ConflictError when the key is disabled or was rotated already
 */
export async function rotateKey(
  ctx: Context,
  { slug, keyId }: { slug: string; keyId: string },
): Promise<NewKey> {
  authorize(ctx, "key:write");
  const { id } = await findProject(ctx, slug);
  return transaction(async (client) => {
    const { rows } = await client.query<Row>(
      `SELECT name, is_active AS "isActive", expires_at AS "expiresAt", events_per_minute AS "eventsPerMinute"
         FROM project_key WHERE project_id = $1 AND id = $2 FOR UPDATE`,
      [id, keyId],
    );
    const key = rows[0];
    if (!key) throw new NotFoundError();
    if (!key.isActive) throw new ConflictError("This key is disabled. Enable it before rotating it.");
    if (key.expiresAt)
      throw new ConflictError("This key was rotated already. Use the new one, or make another.");
    await client.query(
      `UPDATE project_key SET name = name || ' (old)', expires_at = now() + make_interval(days => $3)
        WHERE project_id = $1 AND id = $2`,
      [id, keyId, GRACE_DAYS],
    );
    return insertKey(client, id, key);
  });
}
