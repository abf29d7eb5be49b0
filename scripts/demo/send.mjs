import { deflateSync, gzipSync } from "node:zlib";

/** Sends one event as its SDK would, to the door that this SDK uses. Returns the status and, if refused, the reason. */
export async function send({ dsn, door = "envelope", userAgent, event }) {
  const url = new URL(dsn);
  const slash = url.pathname.lastIndexOf("/");
  const base = `${url.origin}${url.pathname.slice(0, slash)}/api/${url.pathname.slice(slash + 1)}`;
  const request = requests[door]({ base, key: url.username, event });
  const answer = await fetch(request.url, {
    method: "POST",
    headers: { ...request.headers, ...(userAgent && { "user-agent": userAgent }) },
    body: request.body,
    redirect: "manual",
  });
  const reason = answer.headers.get("x-sentry-error") ?? "";
  await answer.arrayBuffer();
  return { status: answer.status, reason };
}

const requests = {
  /** Every SDK of today: lines of JSON, packed with gzip. */
  envelope: ({ base, key, event }) => ({
    url: `${base}/envelope/`,
    headers: {
      "content-type": "application/x-sentry-envelope",
      "content-encoding": "gzip",
      "x-sentry-auth": `Sentry sentry_version=7, sentry_client=${event.sdk.name}/${event.sdk.version}, sentry_key=${key}`,
    },
    body: gzipSync(
      [
        { event_id: event.event_id, sent_at: new Date().toISOString(), sdk: event.sdk },
        { type: "event" },
        event,
      ]
        .map((line) => JSON.stringify(line))
        .join("\n"),
    ),
  }),
  /** Raven: one JSON object, packed with zlib and written in base64. */
  raven: ({ base, key, event }) => ({
    url: `${base}/store/`,
    headers: {
      "content-type": "application/octet-stream",
      "x-sentry-auth": `Sentry sentry_timestamp=${(Date.now() / 1000).toFixed(2)}, sentry_client=raven-python/6.10.0, sentry_version=6, sentry_key=${key}`,
    },
    body: deflateSync(JSON.stringify(event)).toString("base64"),
  }),
  /** A browser's own report: the key stands in the address, because nothing else can be set. */
  security: ({ base, key, event }) => ({
    url: `${base}/security/?sentry_key=${key}`,
    headers: { "content-type": "application/csp-report" },
    body: JSON.stringify(event),
  }),
};
