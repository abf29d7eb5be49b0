import { z } from "zod";
import type { Explanation } from "@/lib/grouping/explain-grouping";
import type { MatchedRule, Variant } from "@/lib/grouping/grouping";
import type { QueryReport } from "@/lib/issues/schemas";
import type { Event, Level } from "@/lib/protocol/event";
import { maximumLength } from "@/lib/search/grammar/limits";

/** Ways to name an event of an issue without its id. */
export const eventSelectors = ["recommended", "latest", "oldest"] as const;
export type EventSelector = (typeof eventSelectors)[number];

/** How much time an occurrence chart shows. */
export const seriesWindows = ["24h", "14d", "90d"] as const;
export type SeriesWindow = (typeof seriesWindows)[number];

/** Rows of one page of an issue's events. */
export const eventPageLimit = 50;

const shortId = z.string().max(27);

/** 32 hex digits, with or without the dashes of a UUID, in any case; comes out bare and in lower case. */
export const eventIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i)
  .transform((id) => id.replaceAll("-", "").toLowerCase());

export const issueParams = z.strictObject({ shortId });
export const eventParams = z.strictObject({
  shortId,
  eventId: z.union([z.enum(eventSelectors), eventIdSchema]),
});
/** Newest events of an issue that a query is answered from. */
export const searchedEvents = 5_000;
/** Tags that a table of events shows beside its own columns. */
export const mostColumns = 8;

const columns = z
  .string()
  .max(mostColumns * 201)
  .default("")
  .transform((text) => [...new Set(text.split(",").filter(Boolean))])
  .pipe(z.array(z.string().max(200)).max(mostColumns, `Choose at most ${mostColumns} columns.`));

/** In the grammar of the issue list, with the fields of events. */
const query = z.string().max(maximumLength, `Use at most ${maximumLength} characters.`).default("");

export const eventSearchQuery = z.strictObject({ query, columns, cursor: z.string().max(60).optional() });
export type EventSearch = z.output<typeof eventSearchQuery>;

export const exportFormats = ["csv", "ndjson"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const eventExportQuery = z.strictObject({
  format: z.enum(exportFormats).default("csv"),
  query,
  columns,
});
export type EventExport = z.output<typeof eventExportQuery>;

export const seriesQuery = z.strictObject({ window: z.enum(seriesWindows).default("14d") });
export const eventListQuery = z.strictObject({
  cursor: z.string().max(60).optional(),
  /** Only events that were grouped by it; their pages may be short, even empty, while there are more. */
  hash: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "This cannot be a hash.")
    .optional(),
});

/** One event of an issue, and where it stands among the others. Ids are 32 hex digits, times ISO 8601, UTC. */
export type EventView = {
  /** As stored, but with `in_app` decided for every frame. */
  event: Event;
  meta: {
    id: string;
    receivedAt: string;
    occurredAt: string;
    /** Neighbours by order of arrival; null at the ends. */
    previousId: string | null;
    nextId: string | null;
    firstId: string;
    lastId: string;
    /** Events of the issue that were ever counted; retention may have removed some. */
    total: number;
  };
  grouping: {
    /** Why the event belongs to its issue, by the version and the rules that grouped it when it arrived. */
    explanation: Explanation;
    /** The hash that led to the issue when the event arrived. */
    hash: string;
    /** All that it was looked up by, preferred first. */
    hashes: string[];
    version: string;
    /** Of the project's rules at that time; 0 for none. */
    revision: number;
    /** The fingerprint rule that decided. */
    rule: MatchedRule | null;
    /** The trees of what was compared; long ones are cut, with a part that says so. */
    variants: Variant[];
    /** Whether today's version and rules would put it into this issue, too. */
    isCurrent: boolean;
  };
};

/** Events per bucket, oldest first; the last bucket is still running. */
export type IssueSeries = {
  window: SeriesWindow;
  /** Start of the first bucket, ISO 8601, UTC; a multiple of the bucket length since 1970. */
  start: string;
  bucketSeconds: number;
  counts: number[];
};

/** The values of one tag over all events of an issue, most frequent first. */
export type TagDistribution = {
  key: string;
  /** Events that carry the tag; when it has more than 1,000 values, all events of the issue. */
  total: number;
  /** How many different values there are, the unlisted ones included; 1,001 for more than 1,000. */
  distinct: number;
  /** `share` of `total`, 0 to 1. */
  values: { value: string; count: number; share: number }[];
  /** Share of the values that are not listed. */
  otherShare: number;
};

/** What an issue's events share: tags, and the hashes that lead to it. */
export type IssueTags = { tags: TagDistribution[]; hashes: string[] };

export type EventRow = {
  id: string;
  receivedAt: string;
  occurredAt: string;
  level: Level;
  release: string | null;
  environment: string | null;
  /** `id:88213`: the field that identified the user and its value. */
  user: string | null;
};

/** Newest first. */
export type EventPage = { rows: EventRow[]; nextCursor: string | null };

/** An event in a table; `tags` are the values of the chosen columns, null where it has none. */
export type EventTableRow = EventRow & { title: string; culprit: string; tags: (string | null)[] };

/** Newest first. */
export type EventTablePage = {
  rows: EventTableRow[];
  nextCursor: string | null;
  /** Events that were looked at, the pages before included. */
  looked: number;
  /** The search ended at `searchedEvents`, and there may be older events that fit. */
  isCut: boolean;
  query: QueryReport;
};
