import type { GroupingSettings } from "@/lib/grouping/settings";
import { readHashes } from "./read-hashes";

/** Hashes of one issue that are looked at to find out what goes with what. */
const LOOKED_AT = 1_000;

/** A hash that leaves. `leader`: the one whose events bring it along, null for one that was chosen. */
export interface Leaver {
  hash: string;
  leader: string | null;
}

/**
 * The hashes that leave an issue when `chosen` do: with them go those that have no events of their own and that only
 * their events bring along. One that events of a hash which stays bring too, stays.
 */
export async function takeAlong(
  issue: { projectId: number; issueId: number },
  settings: GroupingSettings,
  chosen: string[],
): Promise<Leaver[]> {
  const { hashes } = await readHashes(issue, settings, LOOKED_AT);
  const leaders = new Map<string, string | null>(chosen.map((hash) => [hash, null]));
  const kept = new Set<string>();
  for (const { hash, count, companions } of hashes) {
    if (count > 0) kept.add(hash);
    if (count > 0 && !leaders.has(hash)) for (const other of companions) kept.add(other);
  }
  for (const { hash, companions } of hashes) {
    if (leaders.get(hash) !== null) continue;
    for (const other of companions) {
      if (!kept.has(other) && !leaders.has(other)) leaders.set(other, hash);
    }
  }
  return [...leaders].map(([hash, leader]) => ({ hash, leader }));
}
