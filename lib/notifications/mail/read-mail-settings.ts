import { env } from "@/lib/env";

/** How mails leave this server. */
export type MailSettings = {
  /** JACKDAW_SMTP_URL. */
  url: URL;
  /** As it stands in mails: an address, perhaps with a name. */
  from: string;
  /** Right of the @ in the ids of messages. */
  domain: string;
};

/** The settings of mail; null when there are none, and no mail is sent. */
export function readMailSettings(): MailSettings | null {
  const { JACKDAW_SMTP_URL, JACKDAW_MAIL_FROM, JACKDAW_URL } = env();
  if (JACKDAW_SMTP_URL === undefined) return null;
  const { hostname } = new URL(JACKDAW_URL);
  const from = JACKDAW_MAIL_FROM ?? `Jackdaw <jackdaw@${hostname}>`;
  return { url: new URL(JACKDAW_SMTP_URL), from, domain: /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? hostname };
}

/** Said where somebody expects a mail. */
export const mailIsOff =
  "Mail is off: this server has no JACKDAW_SMTP_URL. Everything else works; links are shown instead.";
