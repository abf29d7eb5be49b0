import type { User } from "./event";

/** The one string that tells users apart, in Sentry's order: `id:42`, `email:…`, `username:…`, `ip:…`; null if none. */
export function eventUserKey(user: User | undefined): string | null {
  if (user?.id) return `id:${user.id}`;
  if (user?.email) return `email:${user.email}`;
  if (user?.username) return `username:${user.username}`;
  return user?.ip_address ? `ip:${user.ip_address}` : null;
}
