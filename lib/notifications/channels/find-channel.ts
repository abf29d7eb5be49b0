import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { ChannelKind } from "@/lib/notifications/schemas";

export type FoundChannel = {
  id: string;
  kind: ChannelKind;
  address: string;
  secret: Buffer | null;
  isVerified: boolean;
  organization: string;
};

/** A channel of the organization. @throws NotFoundError */
export async function findChannel(ctx: Context, id: string): Promise<FoundChannel> {
  const { rows } = await pool().query<FoundChannel>(
    `SELECT c.id, c.kind, c.address, c.secret, c.verified_at IS NOT NULL AS "isVerified", o.name AS organization
       FROM channel c JOIN organization o ON o.id = c.organization_id
      WHERE c.id = $1 AND c.organization_id = $2`,
    [id, ctx.actor.organizationId],
  );
  if (!rows[0]) throw new NotFoundError("This channel is no longer here.");
  return rows[0];
}
