import { fetchJson } from "@/components/layout/fetch-json";
import type { OwnerInput } from "@/lib/auth/schemas";

export type Credentials = { email: string; password: string };

/** Starts a session; its cookie comes with the answer. */
export async function signIn(credentials: Credentials): Promise<void> {
  await fetchJson("/api/auth/sign-in/email", { method: "POST", body: credentials });
}

/** Creates the first account of this server. */
export async function createOwner(owner: OwnerInput): Promise<void> {
  await fetchJson("/api/v1/setup", { method: "POST", body: owner });
}
