import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { DiscardedList } from "@/lib/issues/discard/schemas";
import type {
  OwnershipPreview,
  OwnershipTexts,
  OwnershipView,
  OwnerSuggestions,
  SaveOwnershipInput,
} from "@/lib/ownership/schemas";

const projectPath = (slug: string) => `/api/v1/projects/${encodeURIComponent(slug)}`;
const pathOf = (slug: string) => `${projectPath(slug)}/ownership`;

export const ownershipQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "ownership"],
    queryFn: ({ signal }) => fetchJson<OwnershipView>(pathOf(slug), { signal }),
  });

/** What these rules would own. The last answer stays until the next one is there; a superseded question is given up. */
export const ownershipPreviewQuery = (slug: string, texts: OwnershipTexts) =>
  queryOptions({
    queryKey: ["projects", slug, "ownership", "preview", texts],
    queryFn: ({ signal }) =>
      fetchJson<OwnershipPreview>(`${pathOf(slug)}/preview`, { method: "POST", body: texts, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });

export const saveOwnership = (slug: string, body: SaveOwnershipInput) =>
  fetchJson<{ version: string; previous: OwnershipTexts }>(pathOf(slug), { method: "PUT", body });

export const setAutoAssign = (slug: string, isOn: boolean) =>
  fetchJson<void>(`${pathOf(slug)}/auto-assign`, { method: "PUT", body: { isOn } });

/** Whom the rules name for an issue. They hardly change while somebody reads. */
export const suggestedOwnersQuery = (shortId: string) =>
  queryOptions({
    queryKey: ["issue", shortId.toUpperCase(), "owners"],
    queryFn: ({ signal }) =>
      fetchJson<OwnerSuggestions>(`/api/v1/issues/${encodeURIComponent(shortId)}/owners`, { signal }),
    staleTime: 60_000,
    retry: false,
  });

export const discardedQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "discards"],
    queryFn: ({ signal }) => fetchJson<DiscardedList>(`${projectPath(slug)}/discards`, { signal }),
  });

export const takeBackDiscarded = (slug: string, hashes: string[]) =>
  fetchJson<void>(`${projectPath(slug)}/discards`, { method: "DELETE", body: { hashes } });
