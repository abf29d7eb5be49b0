import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { DeliveryDetail, DeliveryPage, DeliveryState } from "@/lib/notifications/schemas";
import { isPending } from "./words";

const PATH = "/api/v1/deliveries";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const REFRESH_MS = 15_000;
/** While something is on its way. */
const SOON_MS = 2_000;

/** What the log shows; '' of a filter is all. */
export type LogView = {
  project: string;
  rule: string;
  channel: string;
  state: DeliveryState | "";
  /** So long before now; '' is all there is. */
  period: LogPeriod;
};

export const logPeriods = ["", "1h", "24h", "7d", "30d"] as const;
export type LogPeriod = (typeof logPeriods)[number];
const hoursOf = { "": null, "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

/** The log, newest first; it is looked at again soon while something in it waits. */
export const deliveriesQuery = (view: LogView) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", "list", view] as const,
    queryFn: ({ pageParam, signal }) => {
      const { period, ...filters } = view;
      const params = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
      const hours = hoursOf[period];
      if (hours !== null) params.set("from", new Date(Date.now() - hours * 3_600_000).toISOString());
      if (pageParam) params.set("cursor", pageParam);
      return fetchJson<DeliveryPage>(`${PATH}?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: DeliveryPage) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some((row) => isPending(row))) ? SOON_MS : REFRESH_MS,
  });

/** One delivery; it is looked at again soon while it waits. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["deliveries", "one", id] as const,
    queryFn: ({ signal }) => fetchJson<DeliveryDetail>(pathOf(id), { signal }),
    refetchInterval: ({ state }) => (state.data && isPending(state.data) ? SOON_MS : false),
  });

export const resendDelivery = (id: string) =>
  fetchJson<{ id: string }>(`${pathOf(id)}/resend`, { method: "POST" });
