import { queryOptions } from "@tanstack/react-query";
import type { FiringCount } from "@/lib/alerts/schemas";
import type { IssueHit } from "@/lib/issues/schemas";
import type { NavProject } from "@/lib/projects/schemas";
import type { HealthSummary } from "@/lib/stats/schemas";
import { fetchJson } from "./fetch-json";

/**
 * How the server is. The front speaks for itself at /healthz, of its buffer and its disk, and also when the database and
 * with it the pages' own part is away; what the pages' process knows counts where nothing better is heard.
 */
async function readHealth(signal: AbortSignal): Promise<HealthSummary> {
  const [summary, front] = await Promise.allSettled([
    fetchJson<HealthSummary>("/api/v1/health-summary", { signal }),
    fetchJson<{ why?: string[] }>("/healthz", { signal }),
  ]);
  const why = front.status === "fulfilled" ? front.value.why : undefined;
  if (summary.status === "rejected" && !why) throw summary.reason;
  const known = summary.status === "fulfilled" ? summary.value : unknownSummary;
  const reasons = why ?? known.reasons;
  return { ...known, status: reasons.length > 0 ? "degraded" : "healthy", reasons };
}

const unknownSummary: HealthSummary = {
  status: "degraded",
  reasons: [],
  eventsPerMinute: null,
  detail: null,
  disk: null,
};

export const healthSummaryQuery = queryOptions({
  queryKey: ["health-summary"],
  queryFn: ({ signal }) => readHealth(signal),
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

/** How many alerts fire. */
export const firingCountQuery = queryOptions({
  queryKey: ["firing-count"],
  queryFn: ({ signal }) => fetchJson<FiringCount>("/api/v1/alerts/firing", { signal }),
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
