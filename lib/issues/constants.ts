import { LEVELS, type Level } from "@/lib/protocol/event";

// Apart from the schemas, because the list in the browser needs these and nothing of zod.

export const issueStatuses = ["unresolved", "resolved", "archived"] as const;
export type IssueStatus = (typeof issueStatuses)[number];

export const issueSorts = ["lastSeen", "firstSeen", "events", "users"] as const;
export type IssueSort = (typeof issueSorts)[number];

/** How far back a list looks, as the address says it. */
export const issuePeriods = ["1h", "24h", "7d", "14d", "30d", "90d"] as const;
export type IssuePeriod = (typeof issuePeriods)[number];

/** Most severe first. */
export const issueLevels: readonly Level[] = LEVELS;

/** Rows of one page at most, and rows whose counts one look for updates refreshes at most. */
export const pageLimit = 100;

/** Issues that one change of status takes at most. */
export const changeLimit = 1000;

/** Counts are exact up to here; anything above only says that there are more. */
export const countLimit = 10_000;

/** How the list is without anything in its address. */
export const listDefaults = { period: "14d", status: "unresolved", sort: "lastSeen" } as const;

/** The platform of issues that count lines of a log: the mark by which pages and searches know them. */
export const logPlatform = "log";
