import type { Pool, PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";

/** A release as it is stored, with what names its project. */
export type StoredRelease = {
  projectId: number;
  slug: string;
  name: string;
  prefix: string;
  version: string;
  package: string | null;
  versionKey: string | null;
  firstSeen: Date;
  lastSeen: Date | null;
  eventCount: number;
  releasedAt: Date | null;
  url: string | null;
};

export type ReleaseName = { project: string; version: string };

/**
 * The release of this name, for verbs that have asked for permission.
 * @throws NotFoundError when it does not exist for who asks
 */
export async function findRelease(
  ctx: Context,
  { project, version }: ReleaseName,
  db: Pool | PoolClient = pool(),
): Promise<StoredRelease> {
  const { rows } = await db.query<StoredRelease>(
    `SELECT p.id AS "projectId", p.slug, p.name, p.short_prefix AS prefix, r.version, nullif(r.package, '') AS package,
            r.version_key AS "versionKey", r.first_seen AS "firstSeen", r.last_seen AS "lastSeen",
            r.event_count AS "eventCount", r.released_at AS "releasedAt", r.url
       FROM project p JOIN release r ON r.project_id = p.id AND r.version = $2
      WHERE p.slug = $1 AND ($3::int[] IS NULL OR p.id = ANY($3))`,
    [project, version, ctx.actor.projectIds],
  );
  if (!rows[0])
    throw new NotFoundError("This release is not here. It may be older than what the project keeps.");
  return rows[0];
}
