import type { InvitationLink } from "./schemas";

/** How a link reaches the person, besides by hand. It may fail: the link is valid all the same, and is shown. */
export type InvitationChannel = (message: {
  email: string;
  organization: string;
  invitedBy: string;
  link: string;
}) => Promise<void>;

/** Where links begin, and the channel, when one is set up. */
export type Delivery = { baseUrl: string; channel?: InvitationChannel };

/** The answer with a new link, after the channel had its turn. `log` hears why a channel failed. */
export async function deliver(
  { baseUrl, channel }: Delivery,
  made: {
    id: string;
    token: string;
    expiresAt: Date;
    email: string;
    organization: string;
    invitedBy: string;
  },
  log: (error: unknown) => void,
): Promise<InvitationLink> {
  const { id, token, expiresAt, ...person } = made;
  const link = `${baseUrl}/invite/${token}`;
  let isMailed = false;
  try {
    await channel?.({ ...person, link });
    isMailed = channel !== undefined;
  } catch (error) {
    log(error);
  }
  return { id, link, expiresAt: expiresAt.toISOString(), isMailed };
}
