import { queryOptions } from "@tanstack/react-query";
import type { IssueHit } from "@/lib/issues/schemas";
import type { NavProject } from "@/lib/projects/schemas";
import type { HealthSummary } from "@/lib/stats/schemas";
import { fetchJson } from "./fetch-json";

export const healthSummaryQuery = queryOptions({
  queryKey: ["health-summary"],
  queryFn: ({ signal }) => fetchJson<HealthSummary>("/api/v1/health-summary", { signal }),
  refetchInterval: 15_000,
  retry: false,
});

/**
 * The sidebar's projects, kept up to date. Begins with what the layout read; a layout that reads something
 * else (after a refresh) begins anew with that.
 */
export const navProjectsQuery = (read: readonly NavProject[]) =>
  queryOptions({
    queryKey: ["nav-projects", read],
    queryFn: async ({ signal }): Promise<readonly NavProject[]> =>
      (await fetchJson<{ projects: NavProject[] }>("/api/v1/projects", { signal })).projects,
    initialData: read,
    refetchInterval: 30_000,
    retry: false,
  });

/** Issues by short id or text; nothing is asked for an empty text. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ["search", text],
    queryFn: ({ signal }) =>
      fetchJson<{ issues: IssueHit[] }>(`/api/v1/search?q=${encodeURIComponent(text)}`, { signal }),
    enabled: text !== "",
    placeholderData: (previous) => previous,
    retry: false,
  });
