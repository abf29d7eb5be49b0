/**
 * Where to go after signing in: a path of this server, else the start page. Refuses everything that a
 * browser could read as another site: `//host`, `/\host`, control characters, full addresses.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next)) return "/";
  const base = "http://jackdaw.invalid";
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  // The parser drops tabs and line breaks, so what it read is what may be used, never the text itself.
  if (url?.origin !== base || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}
