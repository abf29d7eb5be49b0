import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { TeamRow } from "@/lib/teams/schemas";

export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: async ({ signal }) => (await fetchJson<{ teams: TeamRow[] }>("/api/v1/teams", { signal })).teams,
});

const teamPath = (id: string) => `/api/v1/teams/${encodeURIComponent(id)}`;
const personPath = (id: string, userId: string) => `${teamPath(id)}/members/${encodeURIComponent(userId)}`;

export const createTeam = (name: string) =>
  fetchJson<{ id: string; slug: string }>("/api/v1/teams", { method: "POST", body: { name } });

export const renameTeam = (id: string, name: string) =>
  fetchJson<void>(teamPath(id), { method: "PATCH", body: { name } });

export const deleteTeam = (id: string) => fetchJson<void>(teamPath(id), { method: "DELETE" });

export const addToTeam = (id: string, userId: string) =>
  fetchJson<void>(personPath(id, userId), { method: "PUT" });

export const removeFromTeam = (id: string, userId: string) =>
  fetchJson<void>(personPath(id, userId), { method: "DELETE" });

export const giveProject = (slug: string, teamIds: readonly string[]) =>
  fetchJson<{ before: string[] }>(`/api/v1/projects/${encodeURIComponent(slug)}/teams`, {
    method: "PUT",
    body: { teamIds },
  });
