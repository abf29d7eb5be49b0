import { z } from "zod";
import type { ArchiveUntil, Assignee, Priority, Resolution } from "@/lib/issues/workflow/schemas";
import type { Substatus } from "@/lib/issues/workflow/substatus";
import { LEVELS, type Level } from "@/lib/protocol/event";
import { maximumLength } from "@/lib/search/grammar/limits";
import {
  type IssueStatus,
  issuePeriods,
  issueSorts,
  issueStatuses,
  listDefaults,
  pageLimit,
} from "./constants";

export {
  changeLimit,
  countLimit,
  issueLevels,
  issuePeriods,
  issueSorts,
  issueStatuses,
  pageLimit,
} from "./constants";
export type { IssuePeriod, IssueSort, IssueStatus } from "./constants";

function split(value: unknown): unknown {
  return typeof value === "string" ? value.split(",").filter(Boolean) : value;
}

/** Lists come as arrays from our own code and as `a,b` from an address. */
function listOf<T extends z.ZodType>(item: T, max: number) {
  return z.preprocess(split, z.array(item).max(max, `Use at most ${max}.`));
}

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "This cannot be the name of a project.");
const shortId = z.string().max(27, "This cannot be the id of an issue.");
const time = z.iso.datetime({ offset: true, error: "Use a time such as 2026-11-18T14:31:48Z." });

const filterShape = {
  /** Slugs; none means every project. */
  projects: listOf(slug, 100).default([]),
  environment: z.string().max(200, "Use at most 200 characters.").optional(),
  /** Last seen within this time before now; `from` and `to` take its place. */
  period: z.enum(issuePeriods).default(listDefaults.period),
  from: time.optional(),
  to: time.optional(),
  status: z.enum([...issueStatuses, "all"]).default(listDefaults.status),
  /** None means every level. */
  levels: listOf(z.enum(LEVELS), LEVELS.length).default([]),
  /** In the language of `lib/search/fields/issue-fields`. A status in it takes the place of `status`; one short id alone is that issue. */
  query: z.string().max(maximumLength, `Use at most ${maximumLength} characters.`).default(""),
};

export const issueFilterSchema = z.strictObject(filterShape);
export type IssueFilter = z.infer<typeof issueFilterSchema>;

export const listIssuesSchema = z.strictObject({
  ...filterShape,
  sort: z.enum(issueSorts).default(listDefaults.sort),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
export type ListIssuesInput = z.infer<typeof listIssuesSchema>;

export const issueUpdatesSchema = z.strictObject({
  ...filterShape,
  /** The `mark` of the list that is on the screen. */
  mark: z.string().max(60),
  /** Short ids of the rows that the person sees. */
  shown: listOf(shortId, pageLimit).default([]),
});
export type IssueUpdatesInput = z.infer<typeof issueUpdatesSchema>;

export const listEnvironmentsSchema = z.strictObject({ projects: filterShape.projects });

export const searchValuesSchema = z.strictObject({
  /** Any name of a field or a tag; none asks for the keys of tags themselves. */
  key: z.string().max(200, "Use at most 200 characters.").default(""),
  /** What the values begin with, in any case. */
  prefix: z.string().max(200, "Use at most 200 characters.").default(""),
  projects: filterShape.projects,
});
export type SearchValuesInput = z.infer<typeof searchValuesSchema>;

export const searchIssuesSchema = z.strictObject({ q: z.string().trim().max(200).default("") });
export type SearchIssuesInput = z.infer<typeof searchIssuesSchema>;

/** One row of the issue list. Times are ISO 8601, UTC; with an environment filter, times and counts are that environment's. */
export type IssueRow = {
  shortId: string;
  project: { slug: string; name: string };
  type: string;
  message: string;
  culprit: string;
  function: string | null;
  location: string | null;
  level: Level;
  status: IssueStatus;
  /** What kind of unresolved it is; null when it is not. */
  substatus: Substatus | null;
  assignee: Assignee | null;
  priority: Priority;
  /** Comments, those of issues that were merged into it among them. */
  commentCount: number;
  /** By who asks. */
  isBookmarked: boolean;
  isForReview: boolean;
  /** First seen less than 24 hours ago. */
  isNew: boolean;
  /** Its substatus is `regressed`. */
  isRegressed: boolean;
  firstSeen: string;
  lastSeen: string;
  eventCount: number;
  userCount: number;
  /** Events per hour, oldest first; the last hour is still running. */
  trend24h: number[];
  /** Events per UTC day, oldest first; the last day is still running. */
  trend14d: number[];
};

/** One issue with everything that is known without looking at its events. Times are ISO 8601, UTC. */
export type IssueDetail = {
  /** Internal id; unique together with `project.id`. */
  id: number;
  shortId: string;
  project: { id: number; slug: string; name: string; platform: string };
  type: string;
  message: string;
  culprit: string;
  function: string | null;
  location: string | null;
  level: Level;
  platform: string;
  logger: string | null;
  isUnhandled: boolean;
  status: IssueStatus;
  /** What kind of unresolved it is; null when it is not. */
  substatus: Substatus | null;
  assignee: Assignee | null;
  priority: Priority;
  /** Comments, those of issues that were merged into it among them. */
  commentCount: number;
  /** By who asks. */
  isBookmarked: boolean;
  isForReview: boolean;
  /** Who asks hears of it: by choice, or without one as assignee or because of a comment. */
  isSubscribed: boolean;
  /** Somebody set the priority; else it follows from what happened. */
  isPrioritySet: boolean;
  /** How it was resolved; null when it is not. */
  resolution: Resolution | null;
  /** Until when it is archived, null when it is not; of a count without a window, what is left of it. */
  archiveUntil: ArchiveUntil | null;
  archivedAt: string | null;
  /** The id of the person who archived it, and the name when that account still exists. */
  archivedBy: { id: string; name: string | null } | null;
  firstSeen: string;
  lastSeen: string;
  firstRelease: string | null;
  lastRelease: string | null;
  eventCount: number;
  userCount: number;
  resolvedAt: string | null;
  /** The id of the person who resolved it, and the name when that account still exists. */
  resolvedBy: { id: string; name: string | null } | null;
  regressedAt: string | null;
  /** The release whose event brought it back last, if that named one. */
  regressedRelease: string | null;
  /** When it came back from the archive by itself. */
  escalatedAt: string | null;
  reviewedAt: string | null;
};

/**
 * What the server made of a query. With `errors` nothing was searched: the rows are empty and say nothing about the
 * issues, so whoever shows them keeps what is on the screen. With `unknown` keys no issue can match.
 */
export type QueryReport = {
  /** The query as it is stored and shown; with errors, as it was sent. */
  canonical: string;
  /** Places are in the query as it was sent, `to` not included, in UTF-16 units. */
  errors: { from: number; to: number; message: string }[];
  /** Keys that are neither a field nor a tag of the projects, or that cannot be searched by; nearest names first. */
  unknown: { key: string; message: string; suggestions: string[] }[];
  /** It says which status it wants, and so takes the place of the filter's. */
  namesStatus: boolean;
};

/** `mark` is where looking for updates starts; it means nothing to the client. */
export type IssuePage = { rows: IssueRow[]; nextCursor: string | null; mark: string; query: QueryReport };

/** Issues per tab; a number above `countLimit` only says that there are more. */
export type IssueCounts = Record<IssueStatus | "all", number>;

/** What changed since a mark: issues that appeared or came back, newest first, and the rows on the screen as they are now. `mark` is the next one. */
export type IssueUpdates = { fresh: IssueRow[]; shown: IssueRow[]; mark: string };

/** The filters that can hide an issue, as the empty list names them. */
export type FilterName = "query" | "levels" | "environment" | "projects" | "period" | "status";

/** Why a list is empty, and the nearest thing that is not. */
export type EmptyReason =
  | { kind: "no-project" }
  | { kind: "no-event"; project: { slug: string; name: string }; dsn: string | null }
  | { kind: "all-done"; resolved: { shortId: string; at: string; by: string | null } | null }
  | { kind: "no-match"; drop: { filter: FilterName; count: number } | null };

/**
 * What could be typed next, most frequent first, at most 20. A count is of events in the newest issues; null for what is
 * known without looking, such as the levels.
 */
export type SearchValues = { values: { value: string; count: number | null }[] };

export type IssueHit = { shortId: string; title: string; level: Level; projectSlug: string };
