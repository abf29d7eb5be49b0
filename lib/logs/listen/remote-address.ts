/** An address as people write it: one of IPv4 that came in over a socket of IPv6 without its prefix. */
export function plainAddress(address: string | undefined): string {
  const text = address ?? "";
  return text.startsWith("::ffff:") && text.includes(".") ? text.slice(7) : text;
}
