import { route } from "@/lib/http/route";
import { invitePerson } from "@/lib/invitations/invite-person";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { invitationSchema } from "@/lib/invitations/schemas";
import { mailChannel } from "@/lib/invitations/mail-invitation";
import { readBaseUrl } from "@/lib/projects/read-base-url";

export const GET = route({}, async ({ ctx }) => ({ invitations: await listInvitations(ctx) }));

export const POST = route({ body: invitationSchema }, ({ ctx, body, request }) =>
  invitePerson(ctx, body, { baseUrl: readBaseUrl(request.headers), channel: mailChannel() }),
);
