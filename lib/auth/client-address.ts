import { getIP } from "better-auth/api";
import { auth } from "./auth";

/** Where a request came from, as sessions and counted tries have it. */
export function clientAddress(headers: Headers): string {
  return getIP(headers, auth().options) ?? "unknown";
}
