import { route } from "@/lib/http/route";
import { deleteProject } from "@/lib/projects/delete-project";
import { readProject } from "@/lib/projects/read-project";
import { projectParams, updateProjectSchema } from "@/lib/projects/schemas";
import { updateProject } from "@/lib/projects/update-project";

export const GET = route({ params: projectParams }, ({ ctx, params }) => readProject(ctx, params));

export const PATCH = route({ params: projectParams, body: updateProjectSchema }, ({ ctx, params, body }) =>
  updateProject(ctx, { ...params, changes: body }),
);

export const DELETE = route({ params: projectParams }, ({ ctx, params }) => deleteProject(ctx, params));
