import { route } from "@/lib/http/route";
import { revokeInvitation } from "@/lib/invitations/revoke-invitation";
import { invitationParams } from "@/lib/invitations/schemas";

export const DELETE = route({ params: invitationParams }, ({ ctx, params }) =>
  revokeInvitation(ctx, params.id),
);
