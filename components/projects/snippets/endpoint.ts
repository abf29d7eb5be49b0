/** Where the requests of a DSN go: `https://host/prefix/api/4/<door>/`. */
export function endpointOf(dsn: string, door: "envelope" | "security"): string {
  const url = new URL(dsn);
  const at = url.pathname.lastIndexOf("/");
  return `${url.origin}${url.pathname.slice(0, at)}/api/${url.pathname.slice(at + 1)}/${door}/`;
}
