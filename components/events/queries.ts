import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  EventPage,
  EventTablePage,
  EventView,
  ExportFormat,
  IssueSeries,
  IssueTags,
  SeriesWindow,
} from "@/lib/events/schemas";

const root = (shortId: string) => `/api/v1/issues/${encodeURIComponent(shortId)}`;

export const eventKeys = {
  all: (shortId: string) => ["events", shortId.toUpperCase()] as const,
  one: (shortId: string, selector: string) => [...eventKeys.all(shortId), "one", selector] as const,
  list: (shortId: string, hash?: string) => [...eventKeys.all(shortId), "list", hash ?? null] as const,
  search: (shortId: string, query: string, columns: readonly string[]) =>
    [...eventKeys.all(shortId), "search", query, columns] as const,
  series: (shortId: string, window: SeriesWindow) => [...eventKeys.all(shortId), "series", window] as const,
  tags: (shortId: string) => [...eventKeys.all(shortId), "tags"] as const,
};

/**
 * One event: by id, or "recommended", "latest", "oldest". What is shown never changes by itself; the previous event
 * stays until the next one is here.
 */
export const eventQuery = (shortId: string, selector: string) =>
  queryOptions({
    queryKey: eventKeys.one(shortId, selector),
    queryFn: async ({ signal, client }) => {
      const view = await fetchJson<EventView>(`${root(shortId)}/events/${encodeURIComponent(selector)}`, {
        signal,
      });
      client.setQueryData(eventKeys.one(shortId, view.meta.id), view);
      return view;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

/** The events of an issue, newest first; with a hash those that it grouped. */
export const eventListQuery = (shortId: string, hash?: string) =>
  infiniteQueryOptions({
    queryKey: eventKeys.list(shortId, hash),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ ...(hash && { hash }), ...(pageParam && { cursor: pageParam }) });
      return fetchJson<EventPage>(`${root(shortId)}/events?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: EventPage) => last.nextCursor,
  });

function searchParams(query: string, columns: readonly string[]): URLSearchParams {
  return new URLSearchParams({
    ...(query && { query }),
    ...(columns.length > 0 && { columns: columns.join(",") }),
  });
}

/** The events of an issue that fit a query, newest first. What is shown never moves by itself. */
export const eventSearchQuery = (shortId: string, query: string, columns: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: eventKeys.search(shortId, query, columns),
    queryFn: ({ pageParam, signal }) => {
      const params = searchParams(query, columns);
      if (pageParam) params.set("cursor", pageParam);
      return fetchJson<EventTablePage>(`${root(shortId)}/events/search?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: EventTablePage) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The same events as a file. */
export function eventExportPath(
  shortId: string,
  format: ExportFormat,
  query = "",
  columns: readonly string[] = [],
): string {
  const params = searchParams(query, columns);
  params.set("format", format);
  return `${root(shortId)}/events/export?${params}`;
}

export const seriesQuery = (shortId: string, window: SeriesWindow) =>
  queryOptions({
    queryKey: eventKeys.series(shortId, window),
    queryFn: ({ signal }) => fetchJson<IssueSeries>(`${root(shortId)}/stats?window=${window}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

/** What the issue's events have in common. */
export const issueTagsQuery = (shortId: string) =>
  queryOptions({
    queryKey: eventKeys.tags(shortId),
    queryFn: ({ signal }) => fetchJson<IssueTags>(`${root(shortId)}/tags`, { signal }),
    refetchInterval: 60_000,
  });

/** Where the event can be read as it is stored. */
export const eventJsonPath = (shortId: string, eventId: string) => `${root(shortId)}/events/${eventId}/json`;
