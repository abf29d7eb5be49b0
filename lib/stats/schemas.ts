import { z } from "zod";
import type { Level } from "@/lib/protocol/event";

/** The periods of a project's pages, with the width of a bar: at most 200 bars each. */
export const periods = [
  { id: "24h", name: "24 hours", hours: 24, stepHours: 1 },
  { id: "7d", name: "7 days", hours: 7 * 24, stepHours: 1 },
  { id: "14d", name: "14 days", hours: 14 * 24, stepHours: 2 },
  { id: "30d", name: "30 days", hours: 30 * 24, stepHours: 6 },
  { id: "90d", name: "90 days", hours: 90 * 24, stepHours: 24 },
] as const;

export const periodIds = periods.map(({ id }) => id);
export type PeriodId = (typeof periodIds)[number];
export const defaultPeriod: PeriodId = "7d";

export const overviewQuery = z.strictObject({
  period: z.enum(periodIds).default(defaultPeriod),
  /** Of one environment alone. */
  env: z.string().min(1).max(200, "Use at most 200 characters.").optional(),
});
export type OverviewQuery = z.infer<typeof overviewQuery>;

/** What an address asks for; what cannot be read is as if it were not there. */
export function readOverviewQuery(asked: Partial<Record<keyof OverviewQuery, unknown>>): OverviewQuery {
  const { period, env } = overviewQuery.shape;
  return {
    period: period.catch(defaultPeriod).parse(asked.period ?? undefined),
    env: env.catch(undefined).parse(asked.env ?? undefined),
  };
}

/** What becomes of a received item, the most severe first. Every item has exactly one; `outcome` of the database may know more. */
export const outcomeNames = [
  "dead_letter",
  "invalid",
  "rate_limited",
  "filtered",
  "unsupported",
  "duplicate",
  "accepted",
] as const;

/** The rate-limit category that SDKs give to errors and messages. */
export const defaultCategory = "error";
/** Of log lines, however they come. */
export const logCategory = "log_item";
/** In place of a category: whatever was received. */
export const allCategories = "all";

export const statsQuery = z.strictObject({
  period: z.enum(periodIds).default(defaultPeriod),
  category: z
    .string()
    .regex(/^[a-z_]{1,40}$/, "Name a category, or all.")
    .default(defaultCategory),
  /** Of one key alone. */
  key: z.uuid("Name a key by its id.").optional(),
});
export type StatsQuery = z.infer<typeof statsQuery>;

/** What an address asks for; what cannot be read is as if it were not there. */
export function readStatsQuery(asked: Partial<Record<keyof StatsQuery, unknown>>): StatsQuery {
  const { period, category, key } = statsQuery.shape;
  return {
    period: period.catch(defaultPeriod).parse(asked.period ?? undefined),
    category: category.catch(defaultCategory).parse(asked.category ?? undefined),
    key: key.catch(undefined).parse(asked.key ?? undefined),
  };
}

/** A number and what it was in the period before; null when the project did not receive anything yet by then. */
export type Figure = { now: number; before: number | null };

/** An issue in a short list. */
export type OverviewIssue = {
  shortId: string;
  type: string;
  message: string;
  level: Level;
  state: "new" | "regressed";
  /** When it was first seen or came back, ISO 8601. */
  at: string;
  userCount: number;
};

/** What a project page says about a period. */
export type ProjectOverview = {
  /** Start of the first bar and end of the period, ISO 8601. */
  from: string;
  to: string;
  stepMs: number;
  /** Stored events per step, oldest first; the last step is still running. */
  events: number[];
  eventTotal: Figure;
  /** Of all environments: what is refused was not read that far. */
  refusedTotal: Figure;
  newIssues: Figure;
  regressed: { count: number; shortIds: string[] };
  /** Stops at 1,000. */
  unresolvedCount: number;
  /** Different people in the issues that were seen in the period; `isAtLeast` when counting stopped early. */
  users: { count: number; isAtLeast: boolean };
  newAndRegressed: OverviewIssue[];
  mostUsers: OverviewIssue[];
};

/** What became of everything that a project received in a period. All lists of counts are as long as `received`. */
export type ProjectStats = {
  /** Start of the first bar and end of the period, ISO 8601. */
  from: string;
  to: string;
  stepMs: number;
  /** Received items per step, oldest first, whatever became of them; the last step is still running. */
  received: number[];
  receivedTotal: number;
  /** The parts that sum up to `received`, the most severe first; outcomes that did not happen are left out. */
  outcomes: { outcome: string; total: number; counts: number[] }[];
  /** Largest first. */
  reasons: { outcome: string; reason: string; quantity: number }[];
  /** Every key of the project and those deleted ones that were used, whichever key was asked for; busiest first. */
  keys: KeyStats[];
  /** What was received in the period, whichever category was asked for; largest first. */
  categories: { category: string; quantity: number }[];
  /** Events that wait as dead letters now; stops at 1,000. */
  deadLetterCount: number;
};

/** A key's part: `received` = `accepted` + `duplicates` + `dropped`. */
export type KeyStats = {
  id: string;
  /** Null when the key was deleted. */
  name: string | null;
  received: number;
  accepted: number;
  duplicates: number;
  dropped: number;
};

/** A project in the list of all projects. */
export type ProjectSummary = {
  id: number;
  slug: string;
  name: string;
  platform: string;
  worstLevel: Level | null;
  /** Stops at 1,000. */
  unresolvedCount: number;
  /** Events that could not be stored and wait to be tried again; stops at 1,000. */
  deadLetterCount: number;
  /** Issues first seen in the last 24 hours; stops at 1,000. */
  newCount: number;
  /** Stored events per hour, oldest first, 24 values; the last hour is still running. */
  trend: number[];
  eventCount: number;
  lastEventAt: string | null;
};

/** The state of the server in a line. */
export type HealthSummary = {
  status: "healthy" | "degraded";
  /** Sentences, one per trouble; empty when healthy. */
  reasons: string[];
  /** Stored events per minute, the mean of about the last hour; null while the database does not answer. */
  eventsPerMinute: number | null;
  /** One short line about the disk; null when there is nothing to say. */
  detail: string | null;
  /** Of the volume that holds the data folder; null when there is none here. */
  disk: { usedBytes: number; totalBytes: number } | null;
};
