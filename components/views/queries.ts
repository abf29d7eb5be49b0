import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { ViewSubject } from "@/lib/views/constants";
import type { CreateViewBody, SavedView, UpdateViewInput } from "@/lib/views/schemas";

const root = "/api/v1/views";

/** One's own views of a list and the shared ones: tabs first, in their order. */
export const viewsQuery = (subject: ViewSubject) =>
  queryOptions({
    queryKey: ["views", subject],
    queryFn: ({ signal }) => fetchJson<{ views: SavedView[] }>(`${root}?subject=${subject}`, { signal }),
    staleTime: 60_000,
  });

export const sendNewView = (body: CreateViewBody) =>
  fetchJson<{ id: string }>(root, { method: "POST", body });

export const sendView = (id: string, body: UpdateViewInput) =>
  fetchJson<undefined>(`${root}/${encodeURIComponent(id)}`, { method: "PATCH", body });

export const sendDeletedView = (id: string) =>
  fetchJson<undefined>(`${root}/${encodeURIComponent(id)}`, { method: "DELETE" });

export const sendPins = (subject: ViewSubject, viewIds: readonly string[]) =>
  fetchJson<undefined>(`${root}/pins`, { method: "PUT", body: { subject, viewIds } });
