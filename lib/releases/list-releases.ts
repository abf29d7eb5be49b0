import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { escapePattern } from "@/lib/search/conditions/to-pattern";
import { countReleases, type ReleaseCounts } from "./count-releases";
import { readCursor, writeCursor } from "./cursor";
import {
  type ReleaseFilter,
  type ReleasePage,
  releasePageLimit,
  type ReleaseRow,
  type ReleaseSort,
} from "./schemas";

type Row = {
  projectId: number;
  slug: string;
  name: string;
  version: string;
  versionKey: string | null;
  firstSeen: Date;
  lastSeen: Date | null;
  eventCount: number;
};

/**
 * Releases of the projects (of all, when none is named), 50 to a page, the newest, the highest version or the one with
 * most events first. By version, keys of different packages stand in one list; what has no key comes last, newest first.
 * With an environment, only those that have events from there.
 * @throws InvalidInputError for a cursor that no page gave
 */
export async function listReleases(
  ctx: Context,
  { cursor, ...filter }: ReleaseFilter & { cursor?: string | undefined },
  now: Date = new Date(),
): Promise<ReleasePage> {
  authorize(ctx, "release:read");
  const { sort, projects, environment, query } = filter;
  const after = cursor === undefined ? null : readCursor(cursor, sort);
  const { rows } = await pool().query<Row>(
    `SELECT p.id AS "projectId", p.slug, p.name, r.version, r.version_key AS "versionKey",
            r.first_seen AS "firstSeen", r.last_seen AS "lastSeen", r.event_count AS "eventCount"
       FROM release r JOIN project p ON p.id = r.project_id
      WHERE ($1::int[] IS NULL OR p.id = ANY($1))
        AND (cardinality($2::text[]) = 0 OR p.slug = ANY($2))
        AND ($3::text IS NULL OR EXISTS (
              SELECT FROM release_stat s
               WHERE s.project_id = r.project_id AND s.version = r.version AND s.environment = $3))
        AND ($4 = '' OR r.version ILIKE $4)
        AND ($5 OR ${AFTER[sort]})
      ORDER BY ${ORDER[sort]}
      LIMIT $10`,
    [
      ctx.actor.projectIds,
      projects,
      environment ?? null,
      query === "" ? "" : `%${escapePattern(query)}%`,
      after === null,
      after?.value ?? null,
      new Date(after?.firstSeen ?? 0),
      after?.projectId ?? 0,
      after?.version ?? "",
      releasePageLimit + 1,
    ],
  );
  const shown = rows.slice(0, releasePageLimit);
  const counts = await countReleases(shown, environment, now);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row, index) => toReleaseRow(row, counts[index] as ReleaseCounts)),
    nextCursor: last
      ? writeCursor(sort, {
          value: valueOf(sort, last),
          firstSeen: last.firstSeen.getTime(),
          projectId: last.projectId,
          version: last.version,
        })
      : null,
  };
}

/** A release as lists show it. */
export function toReleaseRow(row: Omit<Row, "projectId" | "versionKey">, counts: ReleaseCounts): ReleaseRow {
  return {
    project: { slug: row.slug, name: row.name },
    version: row.version,
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen?.toISOString() ?? null,
    eventCount: counts.environmentEvents ?? row.eventCount,
    newIssues: counts.newIssues,
    regressedIssues: counts.regressedIssues,
    adoption: counts.adoption,
    lastDeploy: counts.lastDeploy,
  };
}

function valueOf(sort: ReleaseSort, row: Row): string | number | null {
  if (sort === "version") return row.versionKey;
  return sort === "events" ? row.eventCount : row.firstSeen.getTime();
}

/** Ends every order, so that no two rows have one place: $7 first seen, $8 project, $9 version. */
const NAME = `(r.first_seen, r.project_id, r.version COLLATE "C")`;
const NAME_ORDER = `r.first_seen DESC, r.project_id DESC, r.version COLLATE "C" DESC`;
const NAMED = `${NAME} < ($7::timestamptz, $8::int, $9::text COLLATE "C")`;

const ORDER: Record<ReleaseSort, string> = {
  firstSeen: NAME_ORDER,
  version: `r.version_key DESC NULLS LAST, ${NAME_ORDER}`,
  events: `r.event_count DESC, ${NAME_ORDER}`,
};

// $6 is what the last row was sorted by; by time that is $7 as well.
const AFTER: Record<ReleaseSort, string> = {
  firstSeen: `($6::text IS NULL OR ${NAMED})`,
  version: `CASE WHEN $6::text IS NULL THEN r.version_key IS NULL AND ${NAMED}
                 ELSE r.version_key IS NULL OR r.version_key < $6 OR (r.version_key = $6 AND ${NAMED}) END`,
  events: `(r.event_count < $6::text::bigint OR (r.event_count = $6::text::bigint AND ${NAMED}))`,
};
