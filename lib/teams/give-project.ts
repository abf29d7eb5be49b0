import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors";
import { findProject } from "@/lib/projects/find-project";
import type { ProjectTeamsInput } from "./schemas";

/**
 * Gives a project to exactly these teams; to none, it is everybody's. Returns the teams before.
 * @throws NotFoundError when project or teams are not here
 */
export async function giveProject(
  ctx: Context,
  { slug, teamIds }: { slug: string } & ProjectTeamsInput,
): Promise<{ before: string[] }> {
  authorize(ctx, "project:write");
  const wanted = [...new Set(teamIds)];
  return transaction(async (db) => {
    const { id } = await findProject(ctx, slug, db);
    const known = await db.query<{ id: string }>(
      "SELECT id FROM team WHERE organization_id = $1 AND id = ANY($2) ORDER BY id FOR SHARE",
      [ctx.actor.organizationId, wanted],
    );
    if (known.rows.length < wanted.length) {
      throw new NotFoundError(
        "One of these teams is no longer here. Nothing was changed. Load the page again.",
      );
    }
    const before = await db.query<{ id: string }>(
      "DELETE FROM project_team WHERE project_id = $1 RETURNING team_id AS id",
      [id],
    );
    await db.query(
      "INSERT INTO project_team (project_id, team_id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING",
      [id, wanted],
    );
    return { before: before.rows.map((row) => row.id) };
  });
}
