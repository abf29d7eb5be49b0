import { pool } from "@/lib/db/pool";
import type { StoredRelease } from "./find-release";

type Neighbours = { previous: string | null; next: string | null };
type Placed = Pick<StoredRelease, "projectId" | "version" | "package" | "versionKey" | "firstSeen">;

/**
 * The releases before and after one: by version among those of its package, or by first event among those without a
 * version that has an order.
 */
export async function findNeighbours(release: Placed): Promise<Neighbours> {
  const [sql, values] =
    release.versionKey === null
      ? [BY_TIME, [release.firstSeen]]
      : [BY_VERSION, [release.versionKey, release.package]];
  const { rows } = await pool().query<Neighbours>(sql, [release.projectId, release.version, ...values]);
  return rows[0] ?? { previous: null, next: null };
}

/** `side` is SQL over `r`, `column` what it is sorted by, `$3` the release's own value of it. */
function around(side: string, column: string, type: string): string {
  const one = (comparison: "<" | ">", direction: "ASC" | "DESC") => `(
    SELECT r.version FROM release r
     WHERE r.project_id = $1 AND ${side}
       AND (${column}, r.version COLLATE "C") ${comparison} ($3::${type}, $2::text COLLATE "C")
     ORDER BY ${column} ${direction}, r.version COLLATE "C" ${direction} LIMIT 1)`;
  return `SELECT ${one("<", "DESC")} AS previous, ${one(">", "ASC")} AS next`;
}

const BY_TIME = around("r.version_key IS NULL", "r.first_seen", "timestamptz");
const BY_VERSION = around(
  "r.version_key IS NOT NULL AND nullif(r.package, '') IS NOT DISTINCT FROM $4::text",
  "r.version_key",
  `text COLLATE "C"`,
);
