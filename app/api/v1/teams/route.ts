import { route } from "@/lib/http/route";
import { createTeam } from "@/lib/teams/create-team";
import { listTeams } from "@/lib/teams/list-teams";
import { teamSchema } from "@/lib/teams/schemas";

export const GET = route({}, async ({ ctx }) => ({ teams: await listTeams(ctx) }));

export const POST = route({ body: teamSchema }, ({ ctx, body }) => createTeam(ctx, body));
