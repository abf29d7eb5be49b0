import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { ChangeChannelInput, ChannelInput, ChannelRow, MadeChannel } from "@/lib/notifications/schemas";

const PATH = "/api/v1/channels";
const pathOf = (id: string, act = "") => `${PATH}/${encodeURIComponent(id)}${act}`;
const REFRESH_MS = 10_000;

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => fetchJson<ChannelRow[]>(PATH, { signal }),
  refetchInterval: REFRESH_MS,
});

export const createChannel = (body: ChannelInput) => fetchJson<MadeChannel>(PATH, { method: "POST", body });

export const changeChannel = (id: string, body: ChangeChannelInput) =>
  fetchJson<undefined>(pathOf(id), { method: "PATCH", body });

export const deleteChannel = (id: string) => fetchJson<undefined>(pathOf(id), { method: "DELETE" });

export const restoreChannel = (id: string) =>
  fetchJson<undefined>(pathOf(id, "/restore"), { method: "POST" });

export const testChannel = (id: string) =>
  fetchJson<{ deliveryId: string }>(pathOf(id, "/test"), { method: "POST" });

export const askAddressAgain = (id: string) =>
  fetchJson<{ isMailed: boolean }>(pathOf(id, "/verify"), { method: "POST" });
