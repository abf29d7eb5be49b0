import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import type { EnvironmentRow } from "./schemas";

const MOST = 500;

/** The environments of a project by name, hidden ones among them. @throws NotFoundError */
export async function listProjectEnvironments(ctx: Context, slug: string): Promise<EnvironmentRow[]> {
  authorize(ctx, "environment:read");
  const { id } = await findProject(ctx, slug);
  const { rows } = await pool().query<{
    name: string;
    firstSeen: Date;
    lastSeen: Date | null;
    isHidden: boolean;
  }>(
    `SELECT e.name, e.first_seen AS "firstSeen", e.is_hidden AS "isHidden",
            (SELECT last_seen FROM issue_environment i WHERE i.project_id = e.project_id AND i.environment = e.name
              ORDER BY last_seen DESC LIMIT 1) AS "lastSeen"
       FROM environment e WHERE e.project_id = $1 AND e.name <> '' ORDER BY e.name LIMIT ${MOST}`,
    [id],
  );
  return rows.map(({ firstSeen, lastSeen, ...row }) => ({
    ...row,
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen?.toISOString() ?? null,
  }));
}
