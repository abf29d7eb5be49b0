import type { FingerprintRule, StackTraceRule } from "./rules/rule";

/** What decides how the events of a project are grouped. One object per project and revision: caches go by identity. */
export interface GroupingSettings {
  /** New events get the hashes of this version first. */
  version: string;
  /** While an upgrade is under way: hashes of this version are looked up too, so that known issues are found. */
  previousVersion?: string;
  /** Of the rules; 0 when the project has none. Stored with each event. */
  revision: number;
  /** First match wins. */
  fingerprintRules: readonly FingerprintRule[];
  /** Applied in order after the base rules; later ones win. */
  stackTraceRules: readonly StackTraceRule[];
}

const plain = new Map<string, GroupingSettings>();

/** The settings of a project without rules: always the same object for a version. */
export function plainSettings(version: string): GroupingSettings {
  let settings = plain.get(version);
  if (!settings) {
    settings = Object.freeze({
      version,
      revision: 0,
      fingerprintRules: Object.freeze([]),
      stackTraceRules: Object.freeze([]),
    });
    plain.set(version, settings);
  }
  return settings;
}

const previous = new WeakMap<GroupingSettings, GroupingSettings>();

/**
 * The same rules under the version before, while an upgrade is under way; undefined when none is. Always the same object
 * for the same settings.
 */
export function previousSettings(settings: GroupingSettings): GroupingSettings | undefined {
  const { previousVersion, version } = settings;
  if (previousVersion === undefined || previousVersion === version) return undefined;
  let before = previous.get(settings);
  if (!before) {
    const { previousVersion: _, ...rest } = settings;
    previous.set(settings, (before = Object.freeze({ ...rest, version: previousVersion })));
  }
  return before;
}
