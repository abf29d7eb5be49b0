import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { SearchValues } from "@/lib/issues/schemas";

/** The projects' own values of a key, or with an empty key their tags; most frequent first. */
export const searchValuesQuery = (key: string, prefix: string, projects: readonly string[]) =>
  queryOptions({
    queryKey: ["search-values", key, prefix, projects],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ key, prefix, projects: projects.join(",") });
      return fetchJson<SearchValues>(`/api/v1/issues/search-values?${params}`, { signal });
    },
    // Values of another key would be wrong here; those of another beginning are narrowed by the menu.
    placeholderData: (before: SearchValues | undefined, query) =>
      query?.queryKey[1] === key ? before : undefined,
    staleTime: 30_000,
    retry: false,
  });
