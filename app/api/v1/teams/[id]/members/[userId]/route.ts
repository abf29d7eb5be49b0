import { route } from "@/lib/http/route";
import { addToTeam } from "@/lib/teams/add-to-team";
import { removeFromTeam } from "@/lib/teams/remove-from-team";
import { teamMemberParams } from "@/lib/teams/schemas";

export const PUT = route({ params: teamMemberParams }, ({ ctx, params }) => addToTeam(ctx, params));

export const DELETE = route({ params: teamMemberParams }, ({ ctx, params }) => removeFromTeam(ctx, params));
