import { clientAddress } from "@/lib/auth/client-address";
import { route } from "@/lib/http/route";
import { acceptInvitation } from "@/lib/invitations/accept-invitation";
import { acceptInvitationSchema } from "@/lib/invitations/schemas";

export const POST = route({ public: true, body: acceptInvitationSchema }, ({ ctx, body, request }) =>
  acceptInvitation(ctx, { ...body, ipAddress: clientAddress(request.headers) }),
);
