import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findRelease, type ReleaseName } from "./find-release";
import type { ReleaseAdoption, ReleasePeriod } from "./schemas";

const HOUR_S = 3600;
const SHAPES: Record<ReleasePeriod, { bucketSeconds: number; buckets: number }> = {
  "24h": { bucketSeconds: HOUR_S, buckets: 24 },
  "14d": { bucketSeconds: 4 * HOUR_S, buckets: 84 },
  "90d": { bucketSeconds: 24 * HOUR_S, buckets: 90 },
};
/** Other releases that are shown by name, and environments. */
const MOST_NAMED = 4;

type Row = { version: string; environment: string; index: number; count: number };

/**
 * Events of a release over time by environment, and how it shares the project's events with the other releases. Buckets
 * begin at round UTC times, and the last one holds `now`. Events that name no release are in none of it.
 * @throws NotFoundError
 */
export async function releaseAdoption(
  ctx: Context,
  name: ReleaseName,
  { period, environment }: { period: ReleasePeriod; environment?: string | undefined },
  now: Date = new Date(),
): Promise<ReleaseAdoption> {
  authorize(ctx, "release:read");
  const { projectId, version } = await findRelease(ctx, name);
  const { bucketSeconds, buckets } = SHAPES[period];
  const bucketMs = bucketSeconds * 1000;
  const end = (Math.floor(now.getTime() / bucketMs) + 1) * bucketMs;
  const start = new Date(end - buckets * bucketMs);
  const { rows } = await pool().query<Row>(
    `SELECT version, CASE WHEN version = $5 THEN environment ELSE '' END AS environment,
            floor(extract(epoch FROM bucket - $2::timestamptz) / $4)::int AS index, sum(count)::bigint AS count
       FROM release_stat
      WHERE project_id = $1 AND bucket >= $2 AND bucket < $3 AND ($6::text IS NULL OR environment = $6)
      GROUP BY 1, 2, 3`,
    [projectId, start, new Date(end), bucketSeconds, version, environment ?? null],
  );
  const own = rows.filter((row) => row.version === version);
  const others = rank(
    rows.filter((row) => row.version !== version),
    (row) => row.version,
    buckets,
  );
  const rest = others.slice(MOST_NAMED);
  return {
    period,
    start: start.toISOString(),
    bucketSeconds,
    environments: rank(own, (row) => row.environment, buckets).map(([name, counts]) => ({
      environment: name,
      counts,
    })),
    releases: [
      { version, counts: rank(own, () => version, buckets)[0]?.[1] ?? zeros(buckets) },
      ...others.slice(0, MOST_NAMED).map(([name, counts]) => ({ version: name, counts })),
      ...(rest.length > 0
        ? [
            {
              version: null,
              counts: addUp(
                rest.map(([, counts]) => counts),
                buckets,
              ),
            },
          ]
        : []),
    ],
  };
}

/** Counts per bucket under each name, the most frequent name first. */
function rank(rows: readonly Row[], nameOf: (row: Row) => string, buckets: number): [string, number[]][] {
  const series = new Map<string, number[]>();
  for (const row of rows) {
    const counts = series.get(nameOf(row)) ?? zeros(buckets);
    counts[row.index] = (counts[row.index] ?? 0) + row.count;
    series.set(nameOf(row), counts);
  }
  return [...series].sort(([, a], [, b]) => total(b) - total(a));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function addUp(series: readonly number[][], buckets: number): number[] {
  return zeros(buckets).map((_, index) => series.reduce((sum, counts) => sum + (counts[index] ?? 0), 0));
}

function zeros(buckets: number): number[] {
  return Array.from({ length: buckets }, () => 0);
}
