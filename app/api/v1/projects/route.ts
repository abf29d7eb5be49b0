import { route } from "@/lib/http/route";
import { createProject } from "@/lib/projects/create-project";
import { createProjectSchema } from "@/lib/projects/schemas";
import { listProjectSummaries } from "@/lib/stats/list-project-summaries";

export const GET = route({}, async ({ ctx }) => ({ projects: await listProjectSummaries(ctx) }));

export const POST = route({ body: createProjectSchema }, ({ ctx, body }) => createProject(ctx, body));
