import { env } from "@/lib/env";
import type { Outline } from "@/lib/notifications/write/outline-type";
import { writeMail } from "@/lib/notifications/write/write-mail";
import { openMailer } from "./open-mailer";
import { readMailSettings } from "./read-mail-settings";

/**
 * Sends one mail that somebody asked for and waits for: a link. Returns false when mail is off.
 * @throws MailError
 */
export async function sendMailNow(given: {
  to: string;
  /** Unlike that of any other mail. */
  id: string;
  because: string;
  outlined: Outline;
}): Promise<boolean> {
  const settings = readMailSettings();
  if (settings === null) return false;
  const baseUrl = env().JACKDAW_URL;
  const { subject, text, html } = writeMail(given.outlined, {
    baseUrl,
    because: given.because,
    footLinks: [],
  });
  const mailer = openMailer(settings);
  try {
    await mailer.send({
      to: given.to,
      subject,
      text,
      html,
      messageId: `${given.id}@${settings.domain}`,
      threadId: null,
      unsubscribeUrl: null,
    });
    return true;
  } finally {
    mailer.close();
  }
}
