const OCTET = /^(?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5])$/;
const HEXTET = /^[0-9a-f]{1,4}$/i;

/**
 * The first address in what clients send as one: `1.2.3.4, 5.6.7.8` (a forwarding list), `[::1]:443`, `fe80::1%eth0`.
 * Null if it is none.
 */
export function parseIpAddress(text: string): string | null {
  let address = text.slice(0, 200).split(",", 1)[0]?.trim() ?? "";
  if (address.startsWith("[")) address = address.slice(1).split("]", 1)[0] ?? "";
  address = address.split("%", 1)[0] ?? "";
  const [host = "", port, ...rest] = address.split(":");
  if (port !== undefined && rest.length === 0) address = host;
  if (isV4(address)) return address;
  return isV6(address) ? address.toLowerCase() : null;
}

function isV4(text: string): boolean {
  const octets = text.split(".");
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet));
}

function isV6(text: string): boolean {
  const sides = text.split("::");
  if (!text.includes(":") || sides.length > 2) return false;
  const groups = sides.flatMap((side) => (side === "" ? [] : side.split(":")));
  const last = groups.at(-1) ?? "";
  const mapped = isV4(last);
  const hextets = mapped ? groups.slice(0, -1) : groups;
  const length = hextets.length + (mapped ? 2 : 0);
  return hextets.every((group) => HEXTET.test(group)) && (sides.length === 2 ? length < 8 : length === 8);
}
