import { route } from "@/lib/http/route";
import { renewInvitation } from "@/lib/invitations/renew-invitation";
import { invitationParams } from "@/lib/invitations/schemas";
import { mailChannel } from "@/lib/invitations/mail-invitation";
import { readBaseUrl } from "@/lib/projects/read-base-url";

/** A new link; the one before no longer works. */
export const POST = route({ params: invitationParams }, ({ ctx, params, request }) =>
  renewInvitation(ctx, params.id, { baseUrl: readBaseUrl(request.headers), channel: mailChannel() }),
);
