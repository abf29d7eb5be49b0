import { randomUUID } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError } from "@/lib/errors";
import type { ChannelInput, MadeChannel } from "@/lib/notifications/schemas";
import { sealSecret } from "@/lib/notifications/secret/seal-secret";
import { askAddress } from "./ask-address";
import { partsOf } from "./parts";

/** Channels of an organization. */
const MOST = 100;

/**
 * Makes a channel. An address of mail is asked first; a webhook's signing key is shown this once.
 * @throws InvalidInputError, ConflictError beyond 100
 */
export async function createChannel(ctx: Context, input: ChannelInput): Promise<MadeChannel> {
  authorize(ctx, "channel:write");
  const { organizationId, userId, name: by } = ctx.actor;
  const { address, settings, secret } = partsOf(input);
  const id = randomUUID();
  const { rows } = await pool().query<{ organization: string }>(
    `INSERT INTO channel (id, organization_id, kind, name, address, settings, secret, created_by, verified_at)
     SELECT $1, o.id, $3, $4, $5, $6, $7, $8, CASE WHEN $3 <> 'email' THEN now() END
       FROM organization o
      WHERE o.id = $2 AND (SELECT count(*) FROM channel WHERE organization_id = $2) < ${MOST}
     RETURNING (SELECT name FROM organization WHERE id = $2) AS organization`,
    [
      id,
      organizationId,
      input.kind,
      input.name,
      address,
      JSON.stringify(settings),
      Object.keys(secret).length > 0 ? sealSecret(secret, id) : null,
      userId,
    ],
  );
  if (!rows[0]) throw new ConflictError(`There are ${MOST} channels already. Delete one first.`);
  const { organization } = rows[0];
  const isMailed =
    input.kind === "email" && (await askAddress({ id, email: address, organization, by }, ctx.requestId));
  return { id, signingKey: secret.signingKey ?? null, isMailed };
}
