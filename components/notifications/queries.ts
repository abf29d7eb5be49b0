import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { Preferences, PreferencesInput } from "@/lib/notifications/schemas";

const PATH = "/api/v1/account/notifications";

export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: ({ signal }) => fetchJson<Preferences>(PATH, { signal }),
});

export const savePreferences = (body: PreferencesInput) =>
  fetchJson<Preferences>(PATH, { method: "PUT", body });

export const sendTestMail = () => fetchJson<{ email: string }>(`${PATH}/test`, { method: "POST" });

export const confirmAddress = (token: string) =>
  fetchJson<undefined>(`${PATH}/confirm`, { method: "POST", body: { token } });
