import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { InvalidInputError } from "@/lib/errors";
import type { ChangeChannelInput } from "@/lib/notifications/schemas";
import { LostSecretError, openSecret, sealSecret } from "@/lib/notifications/secret/seal-secret";
import { askAddress } from "./ask-address";
import { findChannel } from "./find-channel";
import { makeSigningKey, partsOf } from "./parts";

/**
 * Renames a channel, switches it, or gives it another address. Another address of mail is asked; a webhook keeps its signing
 * key, unless the server lost it.
 * @throws NotFoundError, InvalidInputError
 */
export async function changeChannel(ctx: Context, id: string, change: ChangeChannelInput): Promise<void> {
  authorize(ctx, "channel:write");
  const { kind, address, secret, organization } = await findChannel(ctx, id);
  const { settings: input } = change;
  if (input && input.kind !== kind) {
    throw new InvalidInputError(undefined, { settings: "A channel stays of its kind. Make another one." });
  }
  const parts = input && partsOf(input, keyOf(secret, id));
  const isAsked = kind === "email" && parts !== undefined && parts.address !== address;
  await pool().query(
    `UPDATE channel
        SET name = coalesce($2, name), is_enabled = coalesce($3, is_enabled), address = coalesce($4, address),
            settings = coalesce($5, settings), secret = coalesce($6, secret),
            -- Whoever agreed did so for the address that it was, and so does a link that is on its way.
            verified_at = CASE WHEN $7 THEN NULL ELSE verified_at END,
            verify_hash = CASE WHEN $7 THEN NULL ELSE verify_hash END
      WHERE id = $1`,
    [
      id,
      change.name ?? input?.name ?? null,
      change.isEnabled ?? null,
      parts?.address ?? null,
      parts ? JSON.stringify(parts.settings) : null,
      parts && Object.keys(parts.secret).length > 0 ? sealSecret(parts.secret, id) : null,
      isAsked,
    ],
  );
  if (isAsked) {
    await askAddress({ id, email: parts.address, organization, by: ctx.actor.name }, ctx.requestId);
  }
}

function keyOf(secret: Buffer | null, id: string): string {
  try {
    return (secret && openSecret(secret, id).signingKey) ?? makeSigningKey();
  } catch (error) {
    if (error instanceof LostSecretError) return makeSigningKey();
    throw error;
  }
}
