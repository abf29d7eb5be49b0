const thisMachine = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a request was sent by a page of this server itself.
 *
 * `Sec-Fetch-Site`, which no page can forge, decides when it is there. Browsers leave it out on plain
 * http outside localhost; then `Origin` must be that of `siteUrl`. An address on this machine (the
 * default) says nothing about how people get here, so with it the `Host` that was asked for counts as
 * well. A request with neither header is not trusted.
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";

  const origin = headers.get("origin");
  const ours = new URL(siteUrl).origin;
  if (origin === null || origin === ours) return origin !== null;
  const host = headers.get("host");
  return (
    thisMachine.test(ours) && host !== null && (origin === `http://${host}` || origin === `https://${host}`)
  );
}

/** Whether a request asks for a change, so that its origin matters. */
export function changesThings(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

/** What a request from elsewhere is told. */
export const foreignRequest = "This request did not come from a page of this server. Nothing was changed.";
