import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError } from "@/lib/errors";
import { isAddressToken } from "./address-token";

/**
 * Notes that mails reach the address of the account: who is signed in opened the link of one that was sent there.
 * @throws ConflictError for a link that is not theirs, is for an address that they left, or is older than a week
 */
export async function confirmOwnAddress(ctx: Context, token: string): Promise<void> {
  authorize(ctx, "account:write");
  const { userId, email } = ctx.actor;
  if (!isAddressToken(token, { userId, email }, new Date())) {
    throw new ConflictError("This link is not for this account and its address, or is older than a week.");
  }
  await pool().query("UPDATE app_user SET email_verified = true WHERE id = $1 AND email = $2", [
    userId,
    email,
  ]);
}
