import { fetchJson } from "./fetch-json";
import { paths } from "./place";

/** Ends the session and leaves by a full load, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await fetchJson("/api/auth/sign-out", { method: "POST", body: {} });
  window.location.assign(paths.signIn);
}
