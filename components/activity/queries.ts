import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { Activity, ActivityPage } from "@/lib/issues/workflow/schemas";

const root = (shortId: string) => `/api/v1/issues/${encodeURIComponent(shortId)}`;

/** What happened to an issue, newest first, in pages. Under the issue's own key: what changes the issue reads it again. */
export const activityQuery = (shortId: string) =>
  infiniteQueryOptions({
    queryKey: ["issue", shortId.toUpperCase(), "activity"] as const,
    queryFn: ({ pageParam, signal }) =>
      fetchJson<ActivityPage>(
        `${root(shortId)}/activity${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ""}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ActivityPage) => last.nextCursor,
    refetchInterval: 30_000,
  });

export const sendComment = (shortId: string, text: string) =>
  fetchJson<Activity>(`${root(shortId)}/comments`, { method: "POST", body: { text } });

export const sendEdit = (shortId: string, id: number, text: string) =>
  fetchJson<Activity>(`${root(shortId)}/comments/${id}`, { method: "PATCH", body: { text } });

export const sendRemoval = (shortId: string, id: number) =>
  fetchJson<unknown>(`${root(shortId)}/comments/${id}`, { method: "DELETE" });
