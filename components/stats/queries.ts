import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  OverviewQuery,
  ProjectOverview,
  ProjectStats,
  ProjectSummary,
  StatsQuery,
} from "@/lib/stats/schemas";

const REFRESH_MS = 30_000;

export const projectSummariesQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: async ({ signal }) =>
    (await fetchJson<{ projects: ProjectSummary[] }>("/api/v1/projects", { signal })).projects,
  refetchInterval: REFRESH_MS,
});

/** Keeps the figures of the period before on the screen while the next ones are on their way. */
export const overviewQuery = (slug: string, { period, env }: OverviewQuery) =>
  queryOptions({
    queryKey: ["projects", slug, "overview", period, env ?? null],
    queryFn: ({ signal }) =>
      fetchJson<ProjectOverview>(
        `/api/v1/projects/${encodeURIComponent(slug)}/overview?${new URLSearchParams({
          period,
          ...(env === undefined ? {} : { env }),
        })}`,
        { signal },
      ),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });

/** Keeps the figures of the choice before on the screen while the next ones are on their way. */
export const projectStatsQuery = (slug: string, { period, category, key }: StatsQuery) =>
  queryOptions({
    queryKey: ["projects", slug, "stats", period, category, key ?? null],
    queryFn: ({ signal }) =>
      fetchJson<ProjectStats>(
        `/api/v1/projects/${encodeURIComponent(slug)}/stats?${new URLSearchParams({
          period,
          category,
          ...(key === undefined ? {} : { key }),
        })}`,
        { signal },
      ),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
