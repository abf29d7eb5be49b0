import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findRelease, type ReleaseName } from "./find-release";
import type { ReleaseDeploy } from "./schemas";

/** A deploy as the database gives it. */
export type DeployRow = Omit<ReleaseDeploy, "startedAt" | "finishedAt"> & {
  startedAt: Date | null;
  finishedAt: Date;
};

/** The columns of a `DeployRow`. */
export const deployColumns = `id, environment, name, url, started_at AS "startedAt", finished_at AS "finishedAt"`;

const MOST = 100;

/** The last 100 deploys of a release, newest first. @throws NotFoundError */
export async function listDeploys(ctx: Context, name: ReleaseName): Promise<ReleaseDeploy[]> {
  authorize(ctx, "release:read");
  const { projectId, version } = await findRelease(ctx, name);
  const { rows } = await pool().query<DeployRow>(
    `SELECT ${deployColumns} FROM release_deploy WHERE project_id = $1 AND version = $2
      ORDER BY finished_at DESC, id DESC LIMIT ${MOST}`,
    [projectId, version],
  );
  return rows.map(toDeploy);
}

/** A deploy as pages show it. */
export function toDeploy({ startedAt, finishedAt, ...row }: DeployRow): ReleaseDeploy {
  return { ...row, startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt.toISOString() };
}
