import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { commitColumns, type CommitRow, toCommit } from "./commit-row";
import { findRelease, type ReleaseName } from "./find-release";
import type { ReleaseCommit } from "./schemas";

/** The commits of a release as they were reported, newest first. @throws NotFoundError */
export async function listCommits(ctx: Context, name: ReleaseName): Promise<ReleaseCommit[]> {
  authorize(ctx, "release:read");
  const { projectId, version } = await findRelease(ctx, name);
  const { rows } = await pool().query<CommitRow>(
    `SELECT ${commitColumns} FROM release_commit c WHERE c.project_id = $1 AND c.version = $2 ORDER BY c.position`,
    [projectId, version],
  );
  return rows.map(toCommit);
}
