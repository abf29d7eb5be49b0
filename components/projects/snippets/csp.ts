import { endpointOf } from "./endpoint";
import type { Snippet } from "./guide";

/** The response header that makes browsers report violations of a page's Content-Security-Policy. */
export function cspHeader(dsn: string): Snippet {
  return {
    title: "Response header",
    code: `Content-Security-Policy-Report-Only: default-src 'self';
  report-uri ${endpointOf(dsn, "security")}?sentry_key=${new URL(dsn).username}`,
  };
}
