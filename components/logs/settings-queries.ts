import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { LogUsage } from "@/lib/logs/settings/schemas";

/** How many lines of which level and age a project has, and the room they take. */
export const logUsageQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "log-usage"],
    queryFn: ({ signal }) =>
      fetchJson<LogUsage>(`/api/v1/projects/${encodeURIComponent(slug)}/log-usage`, { signal }),
    staleTime: 30_000,
  });
