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
