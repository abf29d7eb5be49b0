import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { Role } from "@/lib/context";
import type { InvitationInput, InvitationLink, InvitationRow } from "@/lib/invitations/schemas";
import type { MemberRow } from "@/lib/members/schemas";

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: async ({ signal }) =>
    (await fetchJson<{ members: MemberRow[] }>("/api/v1/members", { signal })).members,
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: async ({ signal }) =>
    (await fetchJson<{ invitations: InvitationRow[] }>("/api/v1/invitations", { signal })).invitations,
});

const memberPath = (id: string) => `/api/v1/members/${encodeURIComponent(id)}`;
const invitationPath = (id: string) => `/api/v1/invitations/${encodeURIComponent(id)}`;

export const changeRole = (id: string, role: Role) =>
  fetchJson<{ before: Role }>(memberPath(id), { method: "PATCH", body: { role } });

export const removeMember = (id: string) => fetchJson<void>(memberPath(id), { method: "DELETE" });

export const invitePerson = (body: InvitationInput) =>
  fetchJson<InvitationLink>("/api/v1/invitations", { method: "POST", body });

export const renewInvitation = (id: string) =>
  fetchJson<InvitationLink>(`${invitationPath(id)}/renew`, { method: "POST" });

export const revokeInvitation = (id: string) => fetchJson<void>(invitationPath(id), { method: "DELETE" });
