import { randomUUID } from "node:crypto";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { sendMailNow } from "@/lib/notifications/mail/send-mail-now";
import { cleanText } from "@/lib/notifications/write/clean-text";
import { plain } from "@/lib/notifications/write/outline-type";
import type { InvitationChannel } from "./channel";
import { invitationHours } from "./schemas";

/** How invitations go by mail; undefined where mail is off, and the link is given by hand. */
export function mailChannel(): InvitationChannel | undefined {
  return readMailSettings() === null ? undefined : mailInvitation;
}

const mailInvitation: InvitationChannel = async ({ email, organization, invitedBy, link }) => {
  const { pathname } = new URL(link);
  await sendMailNow({
    to: email,
    id: `invitation-${randomUUID()}`,
    because:
      "You get this because somebody entered your address in Jackdaw. If that was a mistake, do nothing.",
    outlined: {
      ...plain,
      subject: cleanText(`${invitedBy} invites you to ${organization} on Jackdaw`),
      title: cleanText(`Join ${organization}`),
      lead: cleanText(`${invitedBy} invites you. The link works once, for ${invitationHours} hours.`, 500),
      actions: [{ label: "Accept the invitation", path: pathname }],
    },
  });
};
