import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { AlertPreview, AlertTest, PreviewInput } from "@/lib/alerts/preview/schemas";
import type {
  ChangePage,
  FiringPage,
  RuleChangeInput,
  RuleDetail,
  RuleInput,
  RuleSummary,
} from "@/lib/alerts/schemas";

const PATH = "/api/v1/alerts";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const REFRESH_MS = 15_000;

/** Everything that is read of alerts begins with this. */
export const alertsKey = ["alerts"] as const;

/** All rules that the reader sees. There are at most a few hundred: filters are the page's own. */
export const rulesQuery = queryOptions({
  queryKey: [...alertsKey, "list"],
  queryFn: ({ signal }) => fetchJson<{ rules: RuleSummary[] }>(PATH, { signal }),
  refetchInterval: REFRESH_MS,
});

export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: [...alertsKey, "one", id],
    queryFn: ({ signal }) => fetchJson<RuleDetail>(pathOf(id), { signal }),
    refetchInterval: REFRESH_MS,
  });

export const firingsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...alertsKey, "one", id, "firings"],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<FiringPage>(`${pathOf(id)}/firings${cursor(pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: FiringPage) => last.nextCursor,
    refetchInterval: 4 * REFRESH_MS,
  });

export const changesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...alertsKey, "one", id, "changes"],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<ChangePage>(`${pathOf(id)}/changes${cursor(pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ChangePage) => last.nextCursor,
  });

/** The message that a draft would send; the last one stays until the next is there. */
export const previewQuery = (input: PreviewInput) =>
  queryOptions({
    queryKey: ["alert-preview", input],
    queryFn: ({ signal }) =>
      fetchJson<AlertPreview>(`${PATH}/preview`, { method: "POST", body: input, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });

export const sendTest = (body: PreviewInput) =>
  fetchJson<AlertTest>(`${PATH}/test`, { method: "POST", body });

export const createRule = (body: RuleInput) => fetchJson<{ id: string }>(PATH, { method: "POST", body });

export const changeRule = (id: string, body: RuleChangeInput) =>
  fetchJson<undefined>(pathOf(id), { method: "PATCH", body });

export const silenceRule = (id: string, until: string | null) =>
  fetchJson<undefined>(`${pathOf(id)}/silence`, { method: "POST", body: { until } });

export const deleteRule = (id: string) => fetchJson<undefined>(pathOf(id), { method: "DELETE" });

function cursor(value: string | null): string {
  return value === null ? "" : `?${new URLSearchParams({ cursor: value })}`;
}
