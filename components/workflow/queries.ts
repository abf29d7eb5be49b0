import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { ReleasePage } from "@/lib/releases/schemas";

/** Who can be given an issue. */
export type People = {
  members: { id: string; name: string; email: string; role: string }[];
  teams: { id: string; slug: string; name: string; memberCount: number; isMine: boolean }[];
};

/** The people and teams of the organization; they hardly change while somebody looks. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => fetchJson<People>("/api/v1/people", { signal }),
  staleTime: 60_000,
});

/** Versions with what is typed in them, of these projects or of all, the newest first. */
export const releasesQuery = (typed: string, projects: readonly string[]) =>
  queryOptions({
    queryKey: ["release-names", typed, projects],
    queryFn: ({ signal }) =>
      fetchJson<ReleasePage>(
        `/api/v1/releases?${new URLSearchParams({ query: typed, projects: projects.join(",") })}`,
        { signal },
      ),
    // Projects that are released together have one version.
    select: ({ rows }) => [...new Set(rows.map(({ version }) => version))],
    placeholderData: (previous) => previous,
    staleTime: 60_000,
    retry: false,
  });
