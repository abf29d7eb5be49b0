import type { GroupingSettings } from "@/lib/grouping/settings";

/** A client key with what ingest must know of its project. */
export interface KeyEntry {
  publicKey: string;
  keyId: string;
  projectId: number;
  isActive: boolean;
  /** Nobody could look it up, as the database is away; `keyId` is '' and `projectId` what the path says, or 0. */
  isUnverified?: boolean;
  /** Epoch ms; from then on the key is refused. */
  expiresAt: number | null;
  /** The most events that are taken in a minute with this key; null for no limit. */
  eventsPerMinute: number | null;
  /** The same for all keys of the project together. */
  projectEventsPerMinute: number | null;
  /** The most log lines of all keys of the project together; null for no limit. */
  projectLogsPerMinute: number | null;
  /** How the project groups: one object for all its keys, the same from reading to reading until something changes. */
  grouping: GroupingSettings;
}
