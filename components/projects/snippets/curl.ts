import type { Snippet } from "./guide";

/** An envelope with one event: three lines of JSON. The server makes up the event id and answers with it. */
export function curl(dsn: string): Snippet {
  const url = new URL(dsn);
  const at = url.pathname.lastIndexOf("/");
  const endpoint = `${url.origin}${url.pathname.slice(0, at)}/api/${url.pathname.slice(at + 1)}/envelope/`;
  return {
    title: "curl",
    code: `curl -sS ${endpoint} \\
  -H 'X-Sentry-Auth: Sentry sentry_version=7, sentry_key=${url.username}' \\
  --data-binary $'{}\\n{"type":"event"}\\n{"message":"hello from curl","level":"error"}'`,
  };
}
