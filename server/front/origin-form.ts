/**
 * The path and query of a request target, which RFC 9112 lets a client write with scheme and host before it; what it
 * says there counts for nothing. Undefined for targets that no page has (`*`).
 */
export function originForm(target: string | undefined): string | undefined {
  if (target?.startsWith("/")) return target;
  const authority = /^https?:\/\/[^/?#]+/i.exec(target ?? "")?.[0];
  if (!authority) return undefined;
  const rest = (target ?? "").slice(authority.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}
