import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { EmailInput, NameInput, PasswordInput, SessionRow } from "@/lib/auth/schemas";

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => fetchJson<SessionRow[]>("/api/v1/account/sessions", { signal }),
});

export const changeName = (body: NameInput) =>
  fetchJson<void>("/api/v1/account/name", { method: "PUT", body });

export const changeEmail = (body: EmailInput) =>
  fetchJson<void>("/api/v1/account/email", { method: "PUT", body });

export const changePassword = (body: PasswordInput) =>
  fetchJson<void>("/api/v1/account/password", { method: "PUT", body });

export const endSession = (id: string) =>
  fetchJson<void>(`/api/v1/account/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });

export const endOtherSessions = () =>
  fetchJson<{ ended: number }>("/api/v1/account/sessions", { method: "DELETE" });
