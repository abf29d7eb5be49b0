import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { ConflictError } from "@/lib/errors";
import { mailIsOff, readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { askAddress } from "./ask-address";
import { findChannel } from "./find-channel";

/** Sends the link to an address that nobody confirmed, once more. @throws NotFoundError, ConflictError */
export async function askAgain(ctx: Context, id: string): Promise<{ isMailed: boolean }> {
  authorize(ctx, "channel:write");
  const { kind, address, isVerified, organization } = await findChannel(ctx, id);
  if (kind !== "email") throw new ConflictError("Only addresses of mail are asked.");
  if (isVerified) throw new ConflictError("This address is confirmed already.");
  if (readMailSettings() === null) throw new ConflictError(mailIsOff);
  return {
    isMailed: await askAddress({ id, email: address, organization, by: ctx.actor.name }, ctx.requestId),
  };
}
