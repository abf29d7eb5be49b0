import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { IssueFacets } from "@/lib/issues/facet-schemas";
import type { IssueFilter } from "@/lib/issues/schemas";

/** How the issues of a filter divide by some keys. */
export const facetsQuery = (filter: IssueFilter, keys: readonly string[]) =>
  queryOptions({
    queryKey: ["issues", "facets", filter, keys],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...filter, keys })) {
        const text = typeof value === "string" ? value : (value?.join(",") ?? "");
        if (text !== "") params.set(name, text);
      }
      return fetchJson<IssueFacets>(`/api/v1/issues/facets?${params}`, { signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
