/** Answers of our own API are about one person: nothing between us and the browser may keep them. */
export function forbidCaching(response: Response): Response {
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}

/** A JSON answer that is not cached. */
export function json(value: unknown, status = 200): Response {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return forbidCaching(new Response(JSON.stringify(value), { status, headers }));
}
