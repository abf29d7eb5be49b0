import { route } from "@/lib/http/route";
import { deleteTeam } from "@/lib/teams/delete-team";
import { renameTeam } from "@/lib/teams/rename-team";
import { teamParams, teamSchema } from "@/lib/teams/schemas";

export const PATCH = route({ params: teamParams, body: teamSchema }, ({ ctx, params, body }) =>
  renameTeam(ctx, params.id, body),
);

export const DELETE = route({ params: teamParams }, ({ ctx, params }) => deleteTeam(ctx, params.id));
