import { mailIsOff } from "@/lib/notifications/mail/read-mail-settings";
import { MailError } from "@/lib/notifications/mail/mail-error";
import type { Mailer } from "@/lib/notifications/mail/open-mailer";
import type { PreferenceSubject } from "@/lib/notifications/schemas";
import { writeToken } from "@/lib/notifications/unsubscribe/token";
import { outlineAll } from "@/lib/notifications/write/outline-digest";
import { writeMail } from "@/lib/notifications/write/write-mail";
import type { Told } from "@/lib/notifications/write/write-webhook";
import type { Target } from "./find-target";
import type { Outcome } from "./outcome";

type MailTarget =
  | Extract<Target, { kind: "address" }>
  | (Extract<Target, { kind: "person" }> & { subject: PreferenceSubject });

export type PostOffice = { mailer: Mailer; domain: string };

const reasons = {
  assigned: "You get this because an issue was assigned to you.",
  mentioned: "You get this because somebody mentioned you.",
  subscribed: "You get this because you follow this issue.",
  workflow: "You get this because you follow this issue.",
  alerts: "You get this because an alert tells you.",
  summary: "You get this once a week for a project of yours.",
} as const;

/** Tells a person, or an address that agreed. Without a mail server it is dropped, and says so. */
export async function sendByMail(
  target: MailTarget,
  { id, organizationId }: { id: string; organizationId: string },
  told: readonly Told[],
  { office, baseUrl }: { office: PostOffice | null; baseUrl: string },
): Promise<Outcome> {
  if (office === null) return { status: "dropped", answer: mailIsOff };
  const outlined = outlineAll(told.map(({ facts }) => facts));
  const isPerson = target.kind === "person";
  const token = isPerson
    ? writeToken({ to: "user", userId: target.userId, organizationId, subject: target.subject })
    : writeToken({ to: "channel", channelId: target.channelId });
  const unsubscribeUrl = `${baseUrl}/unsubscribe/${token}`;
  const { subject, text, html } = writeMail(outlined, {
    baseUrl,
    because: isPerson
      ? reasons[target.subject]
      : "You get this because this address was confirmed for alerts.",
    footLinks: [
      ...(isPerson ? [{ label: "Your notification settings", url: `${baseUrl}/account/notifications` }] : []),
      { label: "Unsubscribe", url: unsubscribeUrl },
    ],
  });
  try {
    const answer = await office.mailer.send({
      to: target.email,
      subject,
      text,
      html,
      // The same for every try, so that the other side can tell that it has it.
      messageId: `${id}@${office.domain}`,
      threadId: outlined.thread && `${outlined.thread}@${office.domain}`,
      unsubscribeUrl,
    });
    return { status: "sent", answer };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return { status: error.isPermanent ? "failed" : "retry", answer: error.message };
  }
}
