import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { choosePrefix } from "./choose-prefix";
import { chooseSlug, slugOf } from "./choose-slug";
import { type ProjectRow, projectColumns, toProject } from "./find-project";
import { insertKey } from "./insert-key";
import { type CreateProjectInput, createProjectSchema, type Project } from "./schemas";

/** Advisory lock under which slugs and prefixes are chosen: whoever waits sees the names that were just taken. */
const namingLock = 72_707_371;

/**
 * Creates a project with its first key, "Default". The slug follows from the name; a taken one gets a number. It belongs to
 * the organization of who asks; what Jackdaw makes itself, to the first one.
 */
export async function createProject(ctx: Context, input: CreateProjectInput): Promise<Project> {
  authorize(ctx, "project:write");
  const { name, platform } = createProjectSchema.parse(input);
  return transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [namingLock]);
    const { rows: taken } = await client.query<{ slug: string; prefix: string }>(
      "SELECT slug, short_prefix AS prefix FROM project",
    );
    const wanted = slugOf(name);
    const slug = chooseSlug(wanted, new Set(taken.map((row) => row.slug)));
    const prefix = choosePrefix(wanted, new Set(taken.map((row) => row.prefix)));
    const { rows } = await client.query<ProjectRow>(
      `INSERT INTO project (slug, name, platform, short_prefix, organization_id)
       VALUES ($1, $2, $3, $4, coalesce(nullif($5, ''), (SELECT id FROM organization ORDER BY created_at LIMIT 1)))
       RETURNING ${projectColumns}`,
      [slug, name, platform, prefix, ctx.actor.organizationId],
    );
    const project = rows[0];
    if (project === undefined) throw new Error("INSERT INTO project returned no row");
    await insertKey(client, project.id, { name: "Default" });
    await client.query("INSERT INTO issue_counter (project_id) VALUES ($1)", [project.id]);
    return toProject(project);
  });
}
