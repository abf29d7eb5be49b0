import { endpointOf } from "./endpoint";
import type { Snippet } from "./guide";

/** An envelope with one event: three lines of JSON. The server makes up the event id and answers with it. */
export function curl(dsn: string): Snippet {
  return {
    title: "curl",
    code: `curl -sS ${endpointOf(dsn, "envelope")} \\
  -H 'X-Sentry-Auth: Sentry sentry_version=7, sentry_key=${new URL(dsn).username}' \\
  --data-binary $'{}\\n{"type":"event"}\\n{"message":"hello from curl","level":"error"}'`,
  };
}
