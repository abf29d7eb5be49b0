import type { KnownHash } from "./read-hashes";

/**
 * The hash that another one goes with: that of the newest events which bring it along. Undefined for a hash with events of
 * its own, and for one that none of the known events bring.
 */
export function findLeader(known: KnownHash, all: readonly KnownHash[]): KnownHash | undefined {
  if (known.count > 0) return undefined;
  return all.find((other) => other.count > 0 && other.companions.includes(known.hash));
}
