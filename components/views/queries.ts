import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { CreateViewInput, SavedView, UpdateViewInput } from "@/lib/views/schemas";

const root = "/api/v1/views";

/** One's own views and the shared ones: tabs first, in their order. */
export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => fetchJson<{ views: SavedView[] }>(root, { signal }),
  staleTime: 60_000,
});

export const sendNewView = (body: Partial<CreateViewInput>) =>
  fetchJson<{ id: string }>(root, { method: "POST", body });

export const sendView = (id: string, body: UpdateViewInput) =>
  fetchJson<undefined>(`${root}/${encodeURIComponent(id)}`, { method: "PATCH", body });

export const sendDeletedView = (id: string) =>
  fetchJson<undefined>(`${root}/${encodeURIComponent(id)}`, { method: "DELETE" });

export const sendPins = (viewIds: readonly string[]) =>
  fetchJson<undefined>(`${root}/pins`, { method: "PUT", body: { viewIds } });
