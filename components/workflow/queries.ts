import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { SearchValues } from "@/lib/issues/schemas";

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

/** Releases that begin with what is typed, of these projects or of all. */
export const releasesQuery = (typed: string, projects: readonly string[]) =>
  queryOptions({
    queryKey: ["release-names", typed, projects],
    queryFn: ({ signal }) =>
      fetchJson<SearchValues>(
        `/api/v1/issues/search-values?${new URLSearchParams({ key: "release", prefix: typed, projects: projects.join(",") })}`,
        { signal },
      ),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
    retry: false,
  });
