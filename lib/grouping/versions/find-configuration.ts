import type { Configuration } from "@/lib/grouping/configuration";
import { JACKDAW_2026_11 } from "./jackdaw-2026-11";
import { JACKDAW_2026_12 } from "./jackdaw-2026-12";

/** What new events are grouped with. Issues keep the hashes of older versions. */
export const CURRENT_VERSION = JACKDAW_2026_12.version;

const CONFIGURATIONS = new Map<string, Configuration>(
  [JACKDAW_2026_11, JACKDAW_2026_12].map((configuration) => [configuration.version, configuration]),
);

/** Whether this program can group by a version: a newer one may have been at work before. */
export function isKnownVersion(version: string): boolean {
  return CONFIGURATIONS.has(version);
}

/** Throws a RangeError for a version that does not exist. */
export function findConfiguration(version: string): Configuration {
  const configuration = CONFIGURATIONS.get(version);
  if (!configuration) throw new RangeError(`unknown grouping version: ${version}`);
  return configuration;
}
