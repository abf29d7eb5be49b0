import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { findProject } from "@/lib/projects/find-project";
import { readRelease } from "./read-release";
import type { ReleaseDetail, ReleaseReport } from "./schemas";
import { versionKey } from "./version-key";
import { writeCommits } from "./write-commits";

/**
 * Reports a release, before or after its first event. What is left out stays as it is; commits take the place of those
 * that were reported before.
 * @throws NotFoundError for an unknown project
 */
export async function reportRelease(
  ctx: Context,
  { project: slug, version, url, releasedAt, commits }: ReleaseReport,
): Promise<ReleaseDetail> {
  authorize(ctx, "release:write");
  const key = versionKey(version);
  await transaction(async (db) => {
    const { id } = await findProject(ctx, slug, db);
    await db.query(
      `INSERT INTO release (project_id, version, package, version_key, first_seen, released_at, url)
       VALUES ($1, $2, $3, $4, now(), $5, $6)
       ON CONFLICT (project_id, version) DO UPDATE
          SET package = excluded.package, version_key = excluded.version_key,
              released_at = coalesce(excluded.released_at, release.released_at), url = coalesce(excluded.url, release.url)`,
      [id, version, key?.package ?? null, key?.key ?? null, releasedAt ?? null, url ?? null],
    );
    if (commits !== undefined) await writeCommits(db, { projectId: id, version }, commits);
  });
  return readRelease(ctx, { project: slug, version });
}
