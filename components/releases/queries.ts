import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  ReleaseAdoption,
  ReleaseCommit,
  ReleaseDeploy,
  ReleaseDetail,
  ReleaseIssues,
  ReleasePage,
  ReleasePeriod,
  ReleaseSort,
  SeenIn,
  SuspectCommit,
} from "@/lib/releases/schemas";

const REFRESH_MS = 30_000;
const root = (slug: string, version: string) =>
  `/api/v1/releases/${encodeURIComponent(slug)}/${encodeURIComponent(version)}`;
const issueRoot = (shortId: string) => `/api/v1/issues/${encodeURIComponent(shortId)}`;

/** What the list of releases shows; none of a filter is all. */
export type ReleaseListView = { project: string; env: string; query: string; sort: ReleaseSort };

export const releasesQuery = (view: ReleaseListView) =>
  infiniteQueryOptions({
    queryKey: ["releases", "list", view] as const,
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ projects: view.project, sort: view.sort, query: view.query });
      if (view.env) params.set("environment", view.env);
      if (pageParam) params.set("cursor", pageParam);
      return fetchJson<ReleasePage>(`/api/v1/releases?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: ReleasePage) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

const keyOf = (slug: string, version: string) => ["releases", "one", slug, version] as const;

export const releaseQuery = (slug: string, version: string, env = "") =>
  queryOptions({
    queryKey: [...keyOf(slug, version), env] as const,
    queryFn: ({ signal }) =>
      fetchJson<ReleaseDetail>(
        `${root(slug, version)}${env ? `?${new URLSearchParams({ environment: env })}` : ""}`,
        {
          signal,
        },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

export const releaseIssuesQuery = (slug: string, version: string) =>
  queryOptions({
    queryKey: [...keyOf(slug, version), "issues"] as const,
    queryFn: ({ signal }) => fetchJson<ReleaseIssues>(`${root(slug, version)}/issues`, { signal }),
    refetchInterval: REFRESH_MS,
  });

export const adoptionQuery = (slug: string, version: string, period: ReleasePeriod, env = "") =>
  queryOptions({
    queryKey: [...keyOf(slug, version), "adoption", period, env] as const,
    queryFn: ({ signal }) =>
      fetchJson<ReleaseAdoption>(
        `${root(slug, version)}/adoption?${new URLSearchParams({ period, ...(env && { environment: env }) })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

/** Reports come seldom: read again when somebody comes back. */
export const commitsQuery = (slug: string, version: string) =>
  queryOptions({
    queryKey: [...keyOf(slug, version), "commits"] as const,
    queryFn: ({ signal }) => fetchJson<ReleaseCommit[]>(`${root(slug, version)}/commits`, { signal }),
  });

export const deploysQuery = (slug: string, version: string) =>
  queryOptions({
    queryKey: [...keyOf(slug, version), "deploys"] as const,
    queryFn: ({ signal }) => fetchJson<ReleaseDeploy[]>(`${root(slug, version)}/deploys`, { signal }),
  });

export const seenInQuery = (shortId: string) =>
  queryOptions({
    queryKey: ["releases", "seen-in", shortId.toUpperCase()] as const,
    queryFn: ({ signal }) => fetchJson<SeenIn>(`${issueRoot(shortId)}/seen-in`, { signal }),
    refetchInterval: 2 * REFRESH_MS,
  });

export const suspectCommitQuery = (shortId: string) =>
  queryOptions({
    queryKey: ["releases", "suspect", shortId.toUpperCase()] as const,
    queryFn: ({ signal }) =>
      fetchJson<{ commit: SuspectCommit | null }>(`${issueRoot(shortId)}/suspect-commit`, { signal }),
    staleTime: 5 * 60_000,
    retry: false,
  });
