import { isIP, isIPv4 } from "node:net";

/** What nobody on the internet can be reached at: IANA's special-purpose registry, and 168.63.129.16, Azure's host. */
const privateV4: readonly [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Within 2000::/3, outside of which nothing is public but NAT64. */
const privateV6: readonly [network: string, bits: number][] = [
  // Protocol assignments, Teredo and ORCHID among them.
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
];

/**
 * Whether an address is one of the public internet. Addresses of IPv6 that carry one of IPv4 (mapped, NAT64, 6to4) are as
 * public as that one. What is no address, or has a zone, is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return isPublicV4(bytesOfV4(address));
  // A zone (`fe80::1%eth0`) belongs to one link of this machine.
  if (isIP(address) !== 6 || address.includes("%")) return false;
  const bytes = bytesOfV6(address);
  if (isWithin(bytes, bytesOfV6("::ffff:0:0"), 96) || isWithin(bytes, bytesOfV6("64:ff9b::"), 96)) {
    return isPublicV4(bytes.slice(12));
  }
  if (isWithin(bytes, bytesOfV6("2002::"), 16)) return isPublicV4(bytes.slice(2, 6));
  if (!isWithin(bytes, bytesOfV6("2000::"), 3)) return false;
  return !privateV6.some(([network, bits]) => isWithin(bytes, bytesOfV6(network), bits));
}

function isPublicV4(bytes: readonly number[]): boolean {
  return !privateV4.some(([network, bits]) => isWithin(bytes, bytesOfV4(network), bits));
}

function isWithin(bytes: readonly number[], network: readonly number[], bits: number): boolean {
  return network.every((byte, index) => {
    const shared = Math.min(8, Math.max(0, bits - index * 8));
    return (byte ^ (bytes[index] ?? 0)) >> (8 - shared) === 0;
  });
}

function bytesOfV4(address: string): number[] {
  return address.split(".").map(Number);
}

/** 16 bytes of a valid address without a zone. */
function bytesOfV6(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const before = bytesOfGroups(head);
  if (tail === undefined) return before;
  const after = bytesOfGroups(tail);
  return [...before, ...Array<number>(16 - before.length - after.length).fill(0), ...after];
}

function bytesOfGroups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (group.includes(".")) return bytesOfV4(group);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
