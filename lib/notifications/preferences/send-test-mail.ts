import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { ConflictError, RateLimitedError } from "@/lib/errors";
import { MailError } from "@/lib/notifications/mail/mail-error";
import { mailIsOff } from "@/lib/notifications/mail/read-mail-settings";
import { sendMailNow } from "@/lib/notifications/mail/send-mail-now";
import { cleanText } from "@/lib/notifications/write/clean-text";
import { plain } from "@/lib/notifications/write/outline-type";
import { writeAddressToken } from "./address-token";

const PAUSE_MS = 20_000;
/** When somebody was last sent one; forgotten when the process ends. */
const lastSent = new Map<string, number>();

/**
 * Sends a mail to the address of who asks, whose link says that it arrived. Waits for what the mail server says.
 * @throws ConflictError with its words, or when mail is off; RateLimitedError within 20 s
 */
export async function sendTestMail(ctx: Context): Promise<{ email: string }> {
  authorize(ctx, "account:write");
  const { userId, email, name } = ctx.actor;
  const now = new Date();
  const wait = (lastSent.get(userId) ?? 0) + PAUSE_MS - now.getTime();
  if (wait > 0) {
    const seconds = Math.ceil(wait / 1_000);
    throw new RateLimitedError(`One is on its way. Wait ${seconds} s before the next.`, seconds);
  }
  lastSent.set(userId, now.getTime());
  try {
    const isSent = await sendMailNow({
      to: email,
      id: `test-${userId}-${now.getTime()}`,
      because: "You get this because somebody who is signed in with this address asked for it.",
      outlined: {
        ...plain,
        subject: "Test message from Jackdaw",
        title: "Mails arrive here",
        lead: cleanText(
          `${name}, alerts and news of your issues come to this address. Nothing is wrong.`,
          300,
        ),
        actions: [
          {
            label: "Confirm this address",
            path: `/account/notifications?confirm=${writeAddressToken({ userId, email }, now)}`,
          },
        ],
      },
    });
    if (!isSent) throw new ConflictError(mailIsOff);
  } catch (error) {
    lastSent.delete(userId);
    throw error instanceof MailError ? new ConflictError(error.message) : error;
  }
  return { email };
}
