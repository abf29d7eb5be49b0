import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";

/** The ids of the teams that a project is given to; none means that it is everybody's. @throws NotFoundError */
export async function listProjectTeams(ctx: Context, { slug }: { slug: string }): Promise<string[]> {
  authorize(ctx, "project:read");
  const project = await findProject(ctx, slug);
  const { rows } = await pool().query<{ id: string }>(
    "SELECT team_id AS id FROM project_team WHERE project_id = $1 ORDER BY team_id",
    [project.id],
  );
  return rows.map(({ id }) => id);
}
