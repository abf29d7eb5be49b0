import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  ListenerChange,
  ListenerInput,
  ListenerList,
  TriedRules,
  TryRulesInput,
} from "@/lib/logs/listeners/schemas";

const PATH = "/api/v1/logs/listeners";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
/** As often as the front looks for changes. */
const REFRESH_MS = 3_000;

export const listenersQuery = queryOptions({
  queryKey: ["listeners"],
  queryFn: ({ signal }) => fetchJson<ListenerList>(PATH, { signal }),
  refetchInterval: REFRESH_MS,
});

/** What a draft of rules makes of a sample. The last answer stays until the next one is there. */
export const triedRulesQuery = (input: TryRulesInput) =>
  queryOptions({
    queryKey: ["listeners", "try", input],
    queryFn: ({ signal }) => fetchJson<TriedRules>(`${PATH}/try`, { method: "POST", body: input, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });

export const createListener = (body: ListenerInput) =>
  fetchJson<{ id: string }>(PATH, { method: "POST", body });

export const changeListener = (id: string, body: ListenerChange) =>
  fetchJson<void>(pathOf(id), { method: "PATCH", body });

export const deleteListener = (id: string) => fetchJson<void>(pathOf(id), { method: "DELETE" });
