import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";

/** How the server takes events in, for the foot of the sidebar. */
export type HealthSummary = {
  status: "ok" | "degraded" | "down";
  eventsPerMinute: number;
  /** One short line, such as "disk 38% of 200 GB". */
  detail?: string | null;
};

/** An issue as the palette shows it. */
export type FoundIssue = { shortId: string; title: string; level: string; projectSlug: string };

export const healthSummaryQuery = queryOptions({
  queryKey: ["health-summary"],
  queryFn: ({ signal }) => fetchJson<HealthSummary>("/api/v1/health-summary", { signal }),
  refetchInterval: 15_000,
  retry: false,
});

/** Issues by short id or text; nothing is asked for an empty text. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ["search", text],
    queryFn: ({ signal }) =>
      fetchJson<{ issues: FoundIssue[] }>(`/api/v1/search?q=${encodeURIComponent(text)}`, { signal }),
    enabled: text !== "",
    placeholderData: (previous) => previous,
    retry: false,
  });
