import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { InvalidInputError, NotFoundError } from "@/lib/errors";
import { type ProjectRow, projectColumns, toProject } from "./find-project";
import { type Project, type UpdateProjectInput, updateProjectSchema } from "./schemas";

const UNIQUE_VIOLATION = "23505";

/**
 * Changes name, slug, platform, retention or limits; what is left out stays. Short ids keep their prefix for good.
 * @throws NotFoundError
 * @throws InvalidInputError when another project has the slug
 */
export async function updateProject(
  ctx: Context,
  { slug, ...input }: { slug: string; changes: UpdateProjectInput },
): Promise<Project> {
  authorize(ctx, "project:write");
  const changes = updateProjectSchema.parse(input.changes);
  const { rows } = await pool()
    .query<ProjectRow>(
      `UPDATE project SET name = coalesce($2, name), slug = coalesce($3, slug), platform = coalesce($4, platform),
              retention_days = coalesce($5, retention_days), max_events = coalesce($6, max_events),
              events_per_minute = CASE WHEN $7 THEN $8 ELSE events_per_minute END,
              new_issues_per_minute = CASE WHEN $9 THEN $10 ELSE new_issues_per_minute END,
              log_retention_days = coalesce($12, log_retention_days),
              log_level_days = coalesce($13::int[], log_level_days),
              logs_per_minute = CASE WHEN $14 THEN $15 ELSE logs_per_minute END
        WHERE slug = $1 AND ($11::int[] IS NULL OR id = ANY($11)) RETURNING ${projectColumns}`,
      [
        slug,
        changes.name,
        changes.slug,
        changes.platform,
        changes.retentionDays,
        changes.maxEvents,
        changes.eventsPerMinute !== undefined,
        changes.eventsPerMinute,
        changes.newIssuesPerMinute !== undefined,
        changes.newIssuesPerMinute,
        ctx.actor.projectIds,
        changes.logRetentionDays,
        changes.logLevelDays,
        changes.logsPerMinute !== undefined,
        changes.logsPerMinute,
      ],
    )
    .catch((error: { code?: string }) => {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw new InvalidInputError("Another project has this address. Nothing was changed.", {
        slug: "Another project has this address. Choose another.",
      });
    });
  if (!rows[0]) throw new NotFoundError();
  return toProject(rows[0]);
}
