import type { PoolClient } from "pg";
import type { Severity } from "@/lib/alerts/schemas";

/** A breach that begins, as the issue that it opens tells of it. */
export interface Breach {
  projectId: number;
  firingId: string;
  ruleId: string;
  group: string;
  severity: Severity;
  /** The name of the rule. */
  title: string;
  /** What was measured, for people. */
  text: string;
  at: Date;
}

/**
 * Opens or reopens the issues of breaches and runs `also` in the same transaction, with their ids by firing: all of it
 * happens, or nothing. Ingest does it, with the transaction that stores every event.
 */
export type OpenIssues = (
  breaches: readonly Breach[],
  also: (db: PoolClient, issueIds: ReadonlyMap<string, number>) => Promise<void>,
) => Promise<void>;
