import { route } from "@/lib/http/route";
import { projectParams } from "@/lib/projects/schemas";
import { giveProject } from "@/lib/teams/give-project";
import { listProjectTeams } from "@/lib/teams/list-project-teams";
import { projectTeamsSchema } from "@/lib/teams/schemas";

export const GET = route({ params: projectParams }, async ({ ctx, params }) => ({
  teamIds: await listProjectTeams(ctx, params),
}));

export const PUT = route({ params: projectParams, body: projectTeamsSchema }, ({ ctx, params, body }) =>
  giveProject(ctx, { ...params, ...body }),
);
