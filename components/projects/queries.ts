import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  ConnectionStatus,
  CreateProjectInput,
  KeyRow,
  Project,
  UpdateKeyBody,
  UpdateProjectBody,
} from "@/lib/projects/schemas";

const WAITING_MS = 2_000;
const ARRIVED_MS = { firstEvent: 15_000, logs: 5_000 };
const KEYS_MS = 15_000;

const pathOf = (slug: string) => `/api/v1/projects/${encodeURIComponent(slug)}`;
const keyPath = (slug: string, id: string) => `${pathOf(slug)}/keys/${encodeURIComponent(id)}`;

export const projectQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug],
    queryFn: ({ signal }) => fetchJson<Project>(pathOf(slug), { signal }),
  });

export const keysQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "keys"],
    queryFn: async ({ signal }) =>
      (await fetchJson<{ keys: KeyRow[] }>(`${pathOf(slug)}/keys`, { signal })).keys,
    refetchInterval: KEYS_MS,
  });

/** Asks often until the first event, or the first log line, has arrived. */
export const connectionQuery = (slug: string, awaited: "firstEvent" | "logs" = "firstEvent") =>
  queryOptions({
    queryKey: ["projects", slug, "connection"],
    queryFn: ({ signal }) => fetchJson<ConnectionStatus>(`${pathOf(slug)}/connection`, { signal }),
    refetchInterval: ({ state }) => (state.data?.[awaited] ? ARRIVED_MS[awaited] : WAITING_MS),
  });

export const createProject = (body: CreateProjectInput) =>
  fetchJson<Project>("/api/v1/projects", { method: "POST", body });

export const updateProject = (slug: string, body: UpdateProjectBody) =>
  fetchJson<Project>(pathOf(slug), { method: "PATCH", body });

export const deleteProject = (slug: string) => fetchJson<void>(pathOf(slug), { method: "DELETE" });

/** Where the sample ended up; `shortId` is null while it waits for the database. */
export const sendSampleEvent = (slug: string, platform: string) =>
  fetchJson<{ shortId: string | null; eventId: string }>(`${pathOf(slug)}/sample-event`, {
    method: "POST",
    body: { platform },
  });

export const createKey = (slug: string, name: string) =>
  fetchJson<{ id: string; publicKey: string }>(`${pathOf(slug)}/keys`, { method: "POST", body: { name } });

export const updateKey = (slug: string, id: string, body: UpdateKeyBody) =>
  fetchJson<void>(keyPath(slug, id), { method: "PATCH", body });

export const rotateKey = (slug: string, id: string) =>
  fetchJson<{ id: string; publicKey: string }>(`${keyPath(slug, id)}/rotate`, { method: "POST" });

export const deleteKey = (slug: string, id: string) =>
  fetchJson<void>(keyPath(slug, id), { method: "DELETE" });
