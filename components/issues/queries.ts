import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  EmptyReason,
  IssueCounts,
  IssueFilter,
  IssuePage,
  IssueSort,
  IssueUpdates,
} from "@/lib/issues/schemas";

const root = "/api/v1/issues";

/** How often a visible list looks for news. */
export const updateEveryMs = 5000;

export const issueKeys = {
  list: (filter: IssueFilter, sort: IssueSort) => ["issues", "list", filter, sort] as const,
  counts: (filter: IssueFilter) => ["issues", "counts", { ...filter, status: "all" }] as const,
  empty: (filter: IssueFilter) => ["issues", "empty", filter] as const,
  environments: (projects: readonly string[]) => ["issues", "environments", projects] as const,
};

/** The pages of a list. Once loaded they change through updates alone, so that no row moves by itself. */
export const issueListQuery = (filter: IssueFilter, sort: IssueSort) =>
  infiniteQueryOptions({
    queryKey: issueKeys.list(filter, sort),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<IssuePage>(`${root}?${search({ ...filter, sort, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: IssuePage) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What each tab holds under the other filters. */
export const issueCountsQuery = (filter: IssueFilter) =>
  queryOptions({
    queryKey: issueKeys.counts(filter),
    queryFn: ({ signal }) =>
      fetchJson<IssueCounts>(`${root}/counts?${search({ ...filter, status: "all" })}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 2 * updateEveryMs,
  });

/** Why a list is empty. */
export const issueEmptyQuery = (filter: IssueFilter) =>
  queryOptions({
    queryKey: issueKeys.empty(filter),
    queryFn: ({ signal }) => fetchJson<EmptyReason>(`${root}/empty?${search(filter)}`, { signal }),
  });

export const environmentsQuery = (projects: readonly string[]) =>
  queryOptions({
    queryKey: issueKeys.environments(projects),
    queryFn: ({ signal }) => fetchJson<string[]>(`${root}/environments?${search({ projects })}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** What happened since `mark`; `shown` are the short ids of the rows in sight, at most 100. */
export const fetchUpdates = (
  filter: IssueFilter,
  mark: string,
  shown: readonly string[],
  signal: AbortSignal,
) => fetchJson<IssueUpdates>(`${root}/updates?${search({ ...filter, mark, shown })}`, { signal });

type Value = string | readonly string[] | null | undefined;

function search(values: Record<string, Value>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = typeof value === "string" ? value : value?.join(",");
    if (text) params.set(name, text);
  }
  return params.toString();
}
