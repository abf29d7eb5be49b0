import { fetchJson } from "@/components/layout/fetch-json";
import type { OwnerInput } from "@/lib/auth/schemas";
import type { AcceptInvitationInput } from "@/lib/invitations/schemas";

export type Credentials = { email: string; password: string };

/** Starts a session; its cookie comes with the answer. */
export async function signIn(credentials: Credentials): Promise<void> {
  await fetchJson("/api/auth/sign-in/email", { method: "POST", body: credentials });
}

/** Creates the first account of this server. */
export async function createOwner(owner: OwnerInput): Promise<void> {
  await fetchJson("/api/v1/setup", { method: "POST", body: owner });
}

/** Lets the invited person in; the link is used up then. */
export async function acceptInvitation(input: AcceptInvitationInput): Promise<void> {
  await fetchJson("/api/v1/invitations/accept", { method: "POST", body: input });
}
