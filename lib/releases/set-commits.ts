import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { findRelease, type ReleaseName } from "./find-release";
import { listCommits } from "./list-commits";
import type { CommitInput, ReleaseCommit } from "./schemas";
import { writeCommits } from "./write-commits";

/** Puts commits, newest first, in the place of those that the release had, and returns them. @throws NotFoundError */
export async function setCommits(
  ctx: Context,
  name: ReleaseName,
  commits: readonly CommitInput[],
): Promise<ReleaseCommit[]> {
  authorize(ctx, "release:write");
  await transaction(async (db) => {
    const { projectId, version } = await findRelease(ctx, name, db);
    // Retention and a second report wait for us.
    await db.query("SELECT FROM release WHERE project_id = $1 AND version = $2 FOR NO KEY UPDATE", [
      projectId,
      version,
    ]);
    await writeCommits(db, { projectId, version }, commits);
  });
  return listCommits(ctx, name);
}
