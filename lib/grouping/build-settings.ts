import { CURRENT_VERSION, isKnownVersion } from "./group-event";
import { parseFingerprintRules } from "./rules/parse-fingerprint-rules";
import { parseStackTraceRules } from "./rules/parse-stack-trace-rules";
import { type GroupingSettings, plainSettings } from "./settings";

/** How a project groups, as it is stored. */
export interface StoredSettings {
  version: string;
  previousVersion?: string | null;
  revision: number;
  fingerprintRules: string;
  stackTraceRules: string;
}

/**
 * For events of projects that cannot be looked up just now: the newest version without rules, and the one before beside it,
 * so that issues of a project that still groups by that one are found, too.
 */
export const UNKNOWN_PROJECT: GroupingSettings = buildSettings({
  version: CURRENT_VERSION,
  previousVersion: "jackdaw:2026-11",
  revision: 0,
  fingerprintRules: "",
  stackTraceRules: "",
});

/**
 * The settings that ingest and readers work with. Never throws: lines of rules that this program cannot read are left out,
 * and a version that it does not know is the newest that it does. Settings without rules are the same object for a version.
 */
export function buildSettings(stored: StoredSettings): GroupingSettings {
  const { revision } = stored;
  const version = isKnownVersion(stored.version) ? stored.version : CURRENT_VERSION;
  const previousVersion = stored.previousVersion ?? undefined;
  const hasPrevious =
    previousVersion !== undefined && previousVersion !== version && isKnownVersion(previousVersion);
  if (revision === 0 && !hasPrevious) return plainSettings(version);
  return Object.freeze({
    version,
    ...(hasPrevious && { previousVersion }),
    revision,
    fingerprintRules: Object.freeze(parseFingerprintRules(stored.fingerprintRules).rules),
    stackTraceRules: Object.freeze(parseStackTraceRules(stored.stackTraceRules).rules),
  });
}
