import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findRelease, type ReleaseName } from "./find-release";
import { deployColumns, type DeployRow, toDeploy } from "./list-deploys";
import type { DeployInput, ReleaseDeploy } from "./schemas";

/** Notes that a release was brought to an environment; just now, when no time is given. @throws NotFoundError */
export async function addDeploy(
  ctx: Context,
  name: ReleaseName,
  { environment, name: label, url, startedAt, finishedAt }: DeployInput,
): Promise<ReleaseDeploy> {
  authorize(ctx, "release:write");
  const { projectId, version } = await findRelease(ctx, name);
  const { rows } = await pool().query<DeployRow>(
    `INSERT INTO release_deploy (project_id, version, environment, name, url, started_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, now())) RETURNING ${deployColumns}`,
    [projectId, version, environment, label || null, url ?? null, startedAt ?? null, finishedAt ?? null],
  );
  return toDeploy(rows[0] as DeployRow);
}
