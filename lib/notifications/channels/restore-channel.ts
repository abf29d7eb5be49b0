import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/**
 * Brings back a channel that was deleted less than an hour ago, with its secret and its id, so that rules which name it tell
 * it again. @throws NotFoundError
 */
export async function restoreChannel(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "channel:write");
  const { rowCount } = await pool().query(
    `WITH found AS (
       DELETE FROM deleted_channel
        WHERE id = $1 AND organization_id = $2 AND deleted_at > now() - interval '1 hour' RETURNING "row", secret
     )
     INSERT INTO channel (id, organization_id, kind, name, address, settings, secret, is_enabled, verified_at, verify_hash,
                          created_by, created_at)
     SELECT c.id, c.organization_id, c.kind, c.name, c.address, c.settings, found.secret, c.is_enabled, c.verified_at,
            c.verify_hash, c.created_by, c.created_at
       FROM found CROSS JOIN LATERAL jsonb_populate_record(NULL::channel, found."row") AS c`,
    [id, ctx.actor.organizationId],
  );
  if (rowCount === 0) throw new NotFoundError("This channel was deleted too long ago.");
}
